"""The couple of OpenFisca's country template, computed until the budget is used up: medians as JSON."""

import json
import statistics
import time
from importlib.metadata import version

from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_country_template import CountryTaxBenefitSystem
from openfisca_country_template.situation_examples import couple

MONTH = "2017-01"
ASKED = ("disposable_income", "total_benefits", "total_taxes")
SECONDS = 3

system = CountryTaxBenefitSystem()


def simulation(trace):
    built = SimulationBuilder().build_from_entities(system, couple)
    built.trace = trace
    return built


def computed(trace):
    """Milliseconds for the three amounts; each simulation remembers, so it is built anew and not timed."""
    built = simulation(trace)
    began = time.perf_counter()
    for variable in ASKED:
        built.calculate(variable, MONTH)
    return (time.perf_counter() - began) * 1000


def median(trace):
    until = time.perf_counter() + SECONDS
    samples = [computed(trace) for _ in range(20)][10:]
    while time.perf_counter() < until:
        samples.append(computed(trace))
    return statistics.median(samples)


print(
    json.dumps(
        {
            "who": f"OpenFisca {version('openfisca-core')}, Python",
            "what": "its country template, a couple, without reading",
            "plain": median(False),
            "explained": median(True),
        }
    )
)
