"""Checks a certificate that portcullis explain --certificate wrote.

It takes the boxes in the file for granted and checks every step from there. It searches nothing and shares no code
with the engine.
"""

import json
import sys


def sides(box, sizes):
    return [set(range(size)) if side == "*" else set(side) for side, size in zip(box, sizes, strict=True)]


def require(holds, fault):
    if not holds:
        raise ValueError(fault)


def check(claim, excluded, sizes):
    """Raises ValueError unless every point of the claim's box is in an excluded one."""
    steps = iter(claim["steps"])
    parts = [sides(claim["box"], sizes)]
    while parts:
        part = parts.pop()
        kind, which, *atoms = next(steps)
        if kind == "split":
            inside, outside = list(part), list(part)
            inside[which] = part[which] & set(atoms[0])
            outside[which] = part[which] - set(atoms[0])
            parts += [outside, inside]
        elif kind == "covered":
            covered = all(side <= wall for side, wall in zip(part, excluded[which], strict=True))
            require(covered, f"a part is not covered by excluded box {which}")
        else:
            require(kind == "empty" and not part[which], f"side {which} of a part is not empty")
    require(next(steps, None) is None, "steps are left over")


def main(path):
    with open(path, encoding="utf-8") as file:
        certificate = json.load(file)
    require(certificate["format"] == "portcullis-certificate-1", "this is no certificate of a known format")
    sizes = [len(dimension["atoms"]) for dimension in certificate["dimensions"]]
    excluded = [sides(each["box"], sizes) for each in certificate["excluded"]]
    for claim in certificate["claims"]:
        check(claim, excluded, sizes)
        print(f"{claim['name']}: lets no outsider in ({len(claim['steps'])} steps checked)")
    if not certificate["claims"]:
        print("no claims: this is the proof for a policy that allows nothing, and for no other")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 certificate.py CERTIFICATE")
    main(sys.argv[1])
