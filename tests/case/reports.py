"""Short reports in our own words about made-up people, as files in a folder."""

TEXTS = {
    "01_raid.txt": "Police arrested Ana Roe, the leader of the Blue Gang, in Guadalajara on Monday. Three people were killed.",
    "02_wire.txt": "The Blue Gang, led by Ana Roe, operates in Jalisco, the prosecutor said. Ana Roe is 41 years old.",
    "03_denial.txt": "A lawyer for Ana Roe denied that she leads the Blue Gang. Ben Tull is a member of the Red Crew.",
    "04_feud.txt": "The Red Crew is a rival of the Blue Gang. Its members burned vehicles in Zapopan on February 22, 2026.",
}


def write(folder, copies=1):
    folder.mkdir(exist_ok=True)
    for number in range(copies):
        for name, text in TEXTS.items():
            (folder / f"{number:02d}_{name}").write_text(f"{text} This is report number {number}.\n")
    return folder
