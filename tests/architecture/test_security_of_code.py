"""Ways of writing code that are not taken here, for safety: docs/reference/asvs.md names them."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
SCRIPTS = [p for p in (ROOT / "src").rglob("*.js") if "built" not in p.parts]
TEMPLATES = sorted((ROOT / "src").rglob("*.html"))
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
READS_ANYTHING = {"pickle", "marshal", "shelve", "dill", "jsonpickle"}
GUESSABLE = {"random"}
NOT_SAFE = {"md5", "sha1", "new"}
OTHER_WIRES = {"ldap", "ldap3", "memcache", "pymemcache", "channels", "websockets", "graphene"}
CIPHERS = {"Crypto", "Cryptodome", "nacl", "jwt", "saml2", "onelogin"}


def trees() -> Iterator[tuple[str, ast.AST]]:
    for path in SOURCES:
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))


def calls(names: set[str]) -> list[str]:
    """Where something of these names is called, as a name or as a part of a module."""
    return [
        f"{where}:{node.lineno}"
        for where, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id in names)
            or (
                isinstance(node.func, ast.Attribute)
                and node.func.attr in names
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id in {"hashlib", "builtins"}
            )
        )
    ]


def imports(names: set[str]) -> list[str]:
    """Where a module of these names is imported."""
    found = []
    for where, tree in trees():
        for node in ast.walk(tree):
            held = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            held += [one.name for one in node.names] if isinstance(node, ast.Import) else []
            found += [f"{where}:{one}" for one in held if one.partition(".")[0] in names]
    return found


def lines(paths: list[Path], pattern: str) -> list[str]:
    """Lines that have what the pattern says."""
    return [
        f"{path.name}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_no_text_is_run_as_code() -> None:
    assert calls(RUNS_TEXT) == []
    assert lines(SCRIPTS, r"\beval\(|new Function|setTimeout\(\s*[\"']") == []


def test_nothing_is_read_that_may_hold_more_than_data() -> None:
    assert imports(READS_ANYTHING) == []
    assert imports({"yaml", "lxml"}) == []


def test_no_command_goes_through_a_shell() -> None:
    assert lines(SOURCES, r"shell\s*=\s*True|os\.system|os\.popen|getoutput") == []


def test_whatever_must_not_be_guessed_comes_from_secrets() -> None:
    drawing = [one for one in imports(GUESSABLE) if "/web/" in one or "/cli/" in one]
    assert drawing == []


def test_digests_are_of_the_sha_2_and_blake_families() -> None:
    assert calls(NOT_SAFE) == []


def test_ciphers_and_tokens_are_left_to_the_libraries_that_do_nothing_else() -> None:
    # The head of a council's token is looked at; the library then checks the whole.
    assert imports(CIPHERS) == ["src/saferboard/web/directory/oidc.py:jwt"]


def test_there_is_no_directory_of_ldap_no_memcache_no_socket_of_the_web_and_no_graphql() -> None:
    assert imports(OTHER_WIRES) == []
    assert (
        lines(SCRIPTS, r"WebSocket|RTCPeerConnection|postMessage|addEventListener\(.message") == []
    )


def test_scripts_write_markup_only_where_the_service_made_it() -> None:
    written = {one.split(":")[0] for one in lines(SCRIPTS, r"innerHTML|outerHTML|document\.write")}
    assert written <= {"minutes.js", "charts.js"}  # what our own pages answered, escaped there


def test_templates_switch_escaping_off_nowhere() -> None:
    assert lines(TEMPLATES, r"\|safe\b|autoescape off") == []
    inline = r"<script(?![^>]* src=\"{% static)(?![^>]* type=\"application/json\")"
    assert lines(TEMPLATES, inline) == []


def test_every_form_names_its_fields() -> None:
    assert lines(SOURCES, r"fields\s*=\s*[\"']__all__|^\s+exclude\s*=\s*[\[(]") == []


def test_no_template_is_made_of_what_somebody_sent() -> None:
    assert lines(SOURCES, r"\bTemplate\(|from_string\(|engines\[") == []


def test_sql_of_our_own_takes_values_as_parameters() -> None:
    """The linter finds SQL that is put together (S608); where it is let pass, it says why."""
    allowed = re.findall(
        r'^"(src/[^"]+)" = \["S608"\]', (ROOT / "pyproject.toml").read_text(), re.M
    )
    assert set(allowed) == {
        "src/saferboard/web/search/{index,queries}.py",
        "src/saferboard/web/casework/lock/rows.py",
        "src/saferboard/web/casework/asb/guards.py",
        "src/saferboard/web/casework/people/gone.py",
        "src/saferboard/engines/identity/{batch,scoring}.py",
    }
    noted = [one for one in lines(SOURCES, r"noqa: S608") if not one.startswith("test_")]
    assert len(noted) <= 5, noted


def test_nothing_is_fetched_from_elsewhere_by_a_page() -> None:
    assert lines(TEMPLATES, r"(?:src|href)=\"https?://[^\"]+\.(?:js|css|woff2?)") == []


def test_no_script_reaches_a_prototype() -> None:
    assert lines(SCRIPTS, r"__proto__|\.prototype\b|Object\.assign\(|\.\.\.JSON\.parse") == []


def test_what_is_installed_holds_no_tests() -> None:
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    wheel = built["targets"]["wheel"]
    assert wheel["packages"] == ["src/saferboard"]
    assert set(wheel["force-include"]) == {"partnerships"}
    assert imports({"pytest", "hypothesis", "playwright", "tests"}) == []


def test_every_form_s_file_is_scanned() -> None:
    web = ROOT / "src" / "saferboard" / "web"
    plain = re.compile(r"\bforms\.FileField[(,]")
    found = {
        str(path.relative_to(web)): len(plain.findall(path.read_text("utf-8")))
        for path in web.rglob("*.py")
    }
    # Evidence of cases is scanned by ``filing``, which puts on record what was refused.
    assert {path: count for path, count in found.items() if count} == {"casework/asb/forms.py": 1}
