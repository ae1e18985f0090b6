import json, uuid, time, io, sys
import pytest
from django.core.management import call_command, CommandError
from tests import factories
def test_bench(db, tmp_path):
    f=tmp_path/"a.jsonl"
    factories.make_forum("en", title="Hit Peace Forum"); factories.make_topic("Peace","سلام",slug="peace")
    with f.open("w") as o:
        for n in range(500):
            w=str(uuid.uuid4())
            for lang in ("en","ar"):
                o.write(json.dumps({"lang":lang,"title":f"Title {n}" if lang=="en" else f"عنوان {n}","summary":"S "*50,"work":w,"published_at":"2019-01-01","topics":["peace"],"forums":["hit-peace-forum"],"byline":"Jo Doe","body_html":"<h2>a</h2><p>xx yy</p><p>zz</p><ul><li>q</li></ul>"*4})+"\n")
    t=time.time(); call_command("import_stories", str(f)); print("first",time.time()-t)
    t=time.time(); call_command("import_stories", str(f)); print("again",time.time()-t)
    t=time.time(); call_command("import_stories", str(f), "--dry-run"); print("dry",time.time()-t)
