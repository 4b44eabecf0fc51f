"""Print for `setup.sh` each library the doctor does not find: `needed or wanted|packages of apt|words to the user`."""

from rmdiag.doctor import PANGO, SUBSETTING, Installer, State, examine_pango, examine_subsetting

for library, part in ((PANGO, examine_pango(PANGO)), (SUBSETTING, examine_subsetting(SUBSETTING))):
    if part.state is not State.OK:
        need = "needed" if part.blocks else "wanted"
        words = f"{part.name} is missing. {part.meaning} Mend it with: {part.fix}"
        print(f"{need}|{library.packages[Installer.APT]}|{words}")
