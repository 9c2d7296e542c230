"""The Python API (`entramado.open`) and the build: the only place that joins the store and the stages.

case.py      Case and CaseView: about ten short verbs
build.py     inputs into the case
manifest.py  where sources.csv now says otherwise than the case
worker.py    one input to claims, here or in a process of its own
note.py      an analyst's note as a document
releasing.py what leaves for partners and comes from them, as verbs, with preview.py (what goes, what stays), release.py (packages
             and recalls), enclosed.py (the dossiers in them), tearline.py (claims written for release), receive.py
"""
