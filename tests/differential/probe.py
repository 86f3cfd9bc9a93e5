import sys,tempfile
from pathlib import Path
from hypothesis import given,settings,HealthCheck,seed
from tests.differential.oracle import *
from tests.differential.divergences import comparable
from tests.differential.strategies import cases
@seed(int(sys.argv[2]) if len(sys.argv)>2 else 0)
@settings(max_examples=int(sys.argv[1]),deadline=None,suppress_health_check=list(HealthCheck),database=None)
@given(cases())
def go(case):
    with tempfile.TemporaryDirectory() as f:
        t=of_frictionless(case,Path(f)); o=of_statx(case,Path(f))
    t,o=comparable(case,t,o)
    assert t==o, (t-o,o-t)
go()
