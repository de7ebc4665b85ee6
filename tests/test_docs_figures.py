from bench.report import PAGE, page


def test_the_page_of_figures_says_what_was_frozen() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m bench.report"
