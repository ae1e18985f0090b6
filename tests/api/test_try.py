import time, cProfile, pstats
from tests import factories
from core.models import ShelfItem
from core.shelf.registry import renderer_of, translation_states
from core.shelf.units import unit
from django.test.utils import CaptureQueriesContext
from django.db import connection
from news.models import NewsPage
def test_bench(db, client):
    import logging; logging.disable(logging.INFO)
    forums=[factories.make_pair(factories.make_forum)[0] for _ in range(3)]
    topics=[factories.make_topic() for _ in range(5)]
    orgs=[factories.make_organisation() for _ in range(5)]
    images=[factories.make_image() for _ in range(5)]
    page=factories.make_page("en")
    para="<p>"+("كلمة طويلة في فقرة من النص. "*25)+f'<a linktype="page" id="{page.pk}">رابط</a> <b>غامق</b></p>'
    body=[("paragraph",para)]*5+[("heading",{"text":"عنوان","level":"h2"}),("quote",{"text":"قول","attribution":"أحد"}),("paragraph",para)]
    for i in range(100):
        factories.make_story("ar" if i%2 else "en", body=body, forums=[forums[i%3]], topics=[topics[i%5]], partner_organisations=[orgs[i%5]], lead_image=images[i%5], summary="Summary "*20)
    r=renderer_of(NewsPage)
    for _ in range(3):
        pages=list(NewsPage.objects.select_related("locale"))[:100]
        states=translation_states(pages)
        with CaptureQueriesContext(connection) as q:
            t=time.perf_counter(); out=list(r(pages,states)); d=time.perf_counter()-t
        print("ms/item", d*1000/len(pages), len(q))
    pages=list(NewsPage.objects.select_related("locale"))[:100]
    p=cProfile.Profile(); p.enable(); list(r(pages,states)); p.disable()
    pstats.Stats(p).sort_stats("tottime").print_stats(22)
    pstats.Stats(p).sort_stats("cumtime").print_stats(45)
    from core.shelf.repair import reconcile
    t=time.perf_counter(); reconcile(deep=True); d=time.perf_counter()-t
    print("reconcile ms/item", d*10)
    for u in ["/api/v1/news/?limit=20", f"/api/v1/news/{pages[0].work}/{pages[0].language.tag}/"]:
        client.get(u)
        t=time.perf_counter()
        for _ in range(200): client.get(u)
        print(u,(time.perf_counter()-t)*5,"ms")
    from django.test import RequestFactory
    from django.core.handlers.wsgi import WSGIHandler
    from django.test.client import RequestFactory
    h=WSGIHandler(); rf=RequestFactory()
    for u in ["/api/v1/news/?limit=20", f"/api/v1/news/{pages[0].work}/{pages[0].language.tag}/","/livez"]:
        envs=[rf.get(u).environ for _ in range(400)]
        t=time.perf_counter()
        for e in envs: h.get_response(h.request_class(e))
        print(u,(time.perf_counter()-t)/400*1000,"ms")
    e=rf.get("/api/v1/news/?limit=20").environ
    p=cProfile.Profile(); p.enable()
    for _ in range(300): h.get_response(h.request_class(rf.get("/api/v1/news/?limit=20").environ))
    p.disable()
    pstats.Stats(p).sort_stats("cumtime").print_stats(60)
