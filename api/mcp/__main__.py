"""`python -m api.mcp`: the same tools over standard input and output, for clients on this machine."""

from api.mcp.server import assistant_server


def main() -> None:
    """Answer until standard input ends."""
    assistant_server().run("stdio")


if __name__ == "__main__":
    main()
