using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Plan;
using Patuh.Assessments.PlanPages;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

/// <summary>The draw by itself.</summary>
public sealed class SampleDrawTests
{
    private static readonly (string Id, string Stratum)[] Frame = [.. Enumerable.Range(0, 100).Select(i => ($"kabupaten-{i}", i < 70 ? "11" : i < 90 ? "12" : "13"))];

    [Fact]
    public void The_same_seed_draws_the_same_whatever_the_order_and_as_anybody_can_repeat()
    {
        var flat = Frame.Select(a => (a.Id, "")).ToList();
        var drawn = SampleDraw.Of("20240710", flat, 20);
        Assert.Equal(drawn.Order(), SampleDraw.Of("20240710", [.. flat.AsEnumerable().Reverse()], 20).Order());
        var byHand = flat.Select(a => a.Item1).OrderBy(id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("20240710/" + id))), StringComparer.Ordinal).Take(20);
        Assert.Equal(byHand.Order(), drawn.Order());
        Assert.True(drawn.IsSubsetOf(SampleDraw.Of("20240710", flat, 30)));
        Assert.NotEqual(drawn.Order(), SampleDraw.Of("20240711", flat, 20).Order());
        Assert.Equal(100, SampleDraw.Of("x", flat, 1000).Count);
        Assert.Empty(SampleDraw.Of("x", [], 3));
    }

    [Fact]
    public void Strata_share_the_number_by_their_size()
    {
        var drawn = SampleDraw.Of("benih", Frame, 11);
        Assert.Equal([8, 2, 1], Frame.GroupBy(a => a.Stratum).Select(g => g.Count(a => drawn.Contains(a.Id))));
        for (var n = 0; n <= 100; n++)
            Assert.Equal(n, SampleDraw.Of("benih", Frame, n).Count);
    }

    [Fact]
    public void Every_agency_is_drawn_about_as_often_as_any_other()
    {
        var flat = Frame.Take(20).Select(a => (a.Id, "")).ToList();
        var counts = Enumerable.Range(0, 4000).SelectMany(seed => SampleDraw.Of($"{seed}", flat, 5)).CountBy(id => id).ToDictionary();
        // 1000 expected, deviation about 27
        Assert.All(flat, a => Assert.InRange(counts[a.Item1], 860, 1140));
    }
}

public sealed class SqliteCycleSampleTests : CycleSampleTests<SqliteDatabase>;

public sealed class PostgresCycleSampleTests : CycleSampleTests<PostgresDatabase>;

/// <summary>Which agencies of a draft are assessed: by a sample, and ticked one by one.</summary>
public abstract class CycleSampleTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Page = "/kerja/siklus/2024/sampel";
    private const string Pick = Page + "/pilih";
    private const string Looked = Page + "?lihat=ya&benih=20240710&alasan=Di+luar+sampel&cara-regency=sampel&jumlah-regency=";

    private readonly LiveCycle<T> cycle = new(open: false);

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_sample_is_looked_at_saved_kept_in_the_trail_and_undone()
    {
        More(18);
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var look = await national.Get(Looked + "25+%25&provinsi=ya");
        Assert.Contains("5 instansi akan dinilai", look.Text, StringComparison.Ordinal);
        Assert.Contains("20240710", look.Text, StringComparison.Ordinal);
        Assert.Equal(20, Assessed().Count);
        Assert.Equal(303, (await national.Send(look, Looked, Page)).Status);
        var drawn = Assessed();
        using (var db = cycle.Site.Database.Open())
        {
            var frame = db.Set<PlannedAgencyRow>().AsEnumerable().Select(a => (a.AgencyId, a.Province!)).ToList();
            Assert.Equal(SampleDraw.Of("20240710", frame, 5).Order(), drawn.Order());
            Assert.All(db.Set<AssessmentRow>(), a => Assert.Equal(drawn.Contains(a.AgencyId) ? (AssessmentStatus.Assessed, null) : (AssessmentStatus.NotAssessed, "Di luar sampel"), (a.Status, a.Reason)));
            var kept = db.Set<AuditEventRow>().Single(e => e.Action == "agency_sample.drawn");
            Assert.Contains("\"seed\":\"20240710\",\"byProvince\":true", kept.AfterJson, StringComparison.Ordinal);
            Assert.Contains("\"size\":\"25 %\",\"number\":5,\"frame\":20", kept.AfterJson, StringComparison.Ordinal);
            Assert.Equal("Di luar sampel", kept.Why);
        }
        // sent twice, it is once
        Assert.EndsWith("tetap", (await national.Send(look, Looked, Page)).Location, StringComparison.Ordinal);
        var all = await national.Get(Page + "?semua=ya");
        Assert.Contains("15 dinilai lagi", all.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await national.Send(all, Page, Page)).Status);
        Assert.Equal(20, Assessed().Count);
        using var after = cycle.Site.Database.Open();
        Assert.All(after.Set<AssessmentRow>(), a => Assert.Null(a.Reason));
    }

    [Fact]
    public async Task None_and_those_that_were_left_out_before_keep_their_reasons()
    {
        More(4);
        using var national = await cycle.Site.Visitor().As("national_administrator");
        Assert.Equal(303, (await national.Send(Pick, Pick, ("pilih", "kabupaten-asmat"), ("alasan", "Tidak aman"), ("jadi", "not_assessed"))).Status);
        Assert.Contains("Tidak ada yang berubah", (await national.Get(Looked + "5&luar=ya")).Text, StringComparison.Ordinal);
        Assert.Equal(5, Assessed().Count);
        Assert.Equal(400, (await national.Get(Looked + "6&luar=ya")).Status);
        var none = Page + "?lihat=ya&cara-regency=tanpa&alasan=Ditunda";
        Assert.Equal(303, (await national.Send(none, Page)).Status);
        Assert.Empty(Assessed());
        using var db = cycle.Site.Database.Open();
        Assert.Equal("Tidak aman", db.Set<PlannedAgencyRow>().Single(a => a.AgencyId == "kabupaten-asmat").Reason);
        Assert.Equal("Ditunda", db.Set<PlannedAgencyRow>().Single(a => a.AgencyId == "kabupaten-lebong").Reason);
    }

    [Fact]
    public async Task What_cannot_be_drawn_is_refused_with_what_was_typed_still_there()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        foreach (var (size, sentence) in ((string, string)[])[("3", "hanya ada 2 instansi"), ("0", "paling sedikit satu"), ("-1", "tulis jumlah"), ("", "tulis jumlah"), ("dua", "tulis jumlah"), ("101 %", "paling banyak 100"), ("0 %", "paling sedikit satu"), ("1.5", "tulis jumlah"), ("99999999999", "tulis jumlah")])
        {
            var refused = await national.Get(Looked + Uri.EscapeDataString(size));
            Assert.Equal((400, size), (refused.Status, refused.Page.QuerySelector("#jumlah-regency")!.GetAttribute("value")));
            Assert.Contains(sentence, refused.Text, StringComparison.Ordinal);
            Assert.Equal("Di luar sampel", refused.Page.QuerySelector("#alasan")!.GetAttribute("value"));
        }
        Assert.Contains("Tulis alasannya", (await national.Get(Looked.Replace("Di+luar+sampel", "+", StringComparison.Ordinal) + "1")).Text, StringComparison.Ordinal);
        Assert.Contains("Tulis benih", (await national.Get(Looked.Replace("20240710", "", StringComparison.Ordinal) + "1")).Text, StringComparison.Ordinal);
        Assert.Contains("only 2 agencies can be drawn", (await national.Get(Looked.Replace("/kerja/", "/kerja/en/", StringComparison.Ordinal) + "3")).Text, StringComparison.Ordinal);
        Assert.Equal(2, Assessed().Count);
    }

    [Fact]
    public async Task A_plan_that_changed_or_opened_meanwhile_is_not_drawn_over()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var look = await national.Get(Looked + "1");
        using (var db = cycle.Site.Database.Open())
            db.Set<AssessmentCycleRow>().ExecuteUpdate(c => c.SetProperty(x => x.Revision, x => x.Revision + 1));
        var changed = await national.Send(look, Looked, Page);
        Assert.Equal(400, changed.Status);
        Assert.Contains("diubah orang lain", changed.Text, StringComparison.Ordinal);
        using (var db = cycle.Site.Database.Open())
            await new CycleOpening(db, cycle.Site.Clock).Open(By.CommandLine, "2024", default);
        var late = await national.Send(changed, Looked, Page);
        Assert.Equal(400, late.Status);
        Assert.Contains("Siklus ini sudah dibuka", late.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await national.PostWithToken(Pick, "/kerja/akun", ("pilih", "kabupaten-asmat"), ("alasan", "x"), ("jadi", "not_assessed"))).Status);
        Assert.Empty((await national.Get(Page)).Page.QuerySelectorAll("main form, main select"));
        Assert.Equal(2, Assessed().Count);
    }

    [Fact]
    public async Task Ticked_agencies_are_left_out_with_a_reason_and_taken_in_again()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        foreach (var (id, why, sentence) in ((string, string, string)[])[("", "x", "paling sedikit satu"), ("none", "x", "tidak termasuk siklus ini"), ("kabupaten-asmat", " ", "Tulis alasannya")])
        {
            var refused = await national.Send(Pick, Pick, [.. id.Length > 0 ? new[] { ("pilih", id) } : [], ("alasan", why), ("jadi", "not_assessed")]);
            Assert.Equal(400, refused.Status);
            Assert.Contains(sentence, refused.Text, StringComparison.Ordinal);
            Assert.Equal(id == "kabupaten-asmat", refused.Page.QuerySelector("input[value=kabupaten-asmat]")!.HasAttribute("checked"));
        }
        using (var db = cycle.Site.Database.Open())
            db.Set<AssessmentRow>().Where(a => a.AgencyId == "kabupaten-asmat" && a.Name == "Dinas Sosial").ExecuteUpdate(a => a.SetProperty(x => x.Status, AssessmentStatus.NotAssessed).SetProperty(x => x.Reason, "Kantor pindah"));
        Assert.Equal(303, (await national.Send(Pick, Pick, ("pilih", "kabupaten-asmat"), ("pilih", "kabupaten-lebong"), ("alasan", "Tidak aman"), ("jadi", "not_assessed"))).Status);
        Assert.Empty(Assessed());
        Assert.Contains("Tidak aman", (await national.Get(Pick + "?keadaan=not_assessed")).Text, StringComparison.Ordinal);
        Assert.Contains("Tidak ada instansi yang cocok", (await national.Get(Pick + "?keadaan=assessed")).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await national.Send(Pick, Pick, ("pilih", "kabupaten-asmat"), ("jadi", "assessed"))).Status);
        Assert.Equal(["kabupaten-asmat"], Assessed());
        Assert.Equal("Kantor pindah", cycle.Unit("Dinas Sosial", "kabupaten-asmat").Reason);
        Assert.Equal(AssessmentStatus.Assessed, cycle.Unit("Dinas Kesehatan", "kabupaten-asmat").Status);
        using var head = await cycle.Site.Visitor().As("head_of_office");
        Assert.Equal(403, (await head.Get(Page)).Status);
        Assert.Equal(403, (await head.Get(Pick)).Status);
        Assert.Equal(404, (await national.Get("/kerja/siklus/2031/sampel")).Status);
    }

    [Fact]
    public async Task What_is_ticked_on_one_page_stays_ticked_on_the_others_and_is_saved_with_them()
    {
        More(60);
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var first = await national.Get(Pick);
        Assert.Equal(PickSlice.PageSize, first.Page.QuerySelectorAll("#pilih tbody tr").Length);
        Assert.Contains("Halaman 1 dari 2", first.Text, StringComparison.Ordinal);
        var second = await national.Send(first, Pick, Pick, ("pilih", "kabupaten-002"), ("alasan", "Di luar sampel"), ("hal", "2"));
        Assert.Equal((200, 12), (second.Status, second.Page.QuerySelectorAll("#pilih tbody tr").Length));
        Assert.Contains("1 ditandai, 1 di antaranya tidak tampak", second.Text, StringComparison.Ordinal);
        Assert.Equal("Di luar sampel", second.Page.GetElementById("alasan")!.GetAttribute("value"));
        // a filter hides what is ticked, and keeps it
        var found = await national.Send(second, Pick, Pick, Ticked(second, "kabupaten-lebong", ("q", "lebong"), ("hal", "1")));
        Assert.Equal(["Kabupaten Lebong"], found.Page.QuerySelectorAll("#pilih tbody th").Select(c => c.TextContent.Trim()));
        Assert.True(found.Page.QuerySelector("input[type=checkbox][value=kabupaten-lebong]")!.HasAttribute("checked"));
        var back = await national.Send(found, Pick, Pick, Ticked(found, "kabupaten-lebong", ("q", ""), ("hal", "1")));
        Assert.True(back.Page.QuerySelector("input[type=checkbox][value=kabupaten-002]")!.HasAttribute("checked"));
        Assert.Equal(303, (await national.Send(back, Pick, Pick, Ticked(back, "kabupaten-002", ("jadi", "not_assessed")))).Status);
        using var db = cycle.Site.Database.Open();
        Assert.Equal(["kabupaten-002", "kabupaten-lebong"], db.Set<PlannedAgencyRow>().Where(a => a.Status == AssessmentStatus.NotAssessed).OrderBy(a => a.AgencyId).Select(a => a.AgencyId));

        // what a browser sends: those that travel along, and what is ticked on the page
        static (string, string)[] Ticked(Answer page, string id, params (string, string)[] more) =>
            [.. page.Page.QuerySelectorAll("input[type=hidden][name=pilih]").Select(i => ("pilih", i.GetAttribute("value")!)), ("pilih", id), .. more];
    }

    [Fact]
    public async Task Looking_and_saving_cost_as_many_queries_for_many_agencies_as_for_few()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var few = await Cost();
        More(40);
        Assert.Equal(few, await Cost());

        async Task<(int, int, int)> Cost()
        {
            await national.Get(Looked + "1");
            var look = (Answer?)null;
            var looking = await cycle.Site.Queries.During(async () => look = await national.Get(Looked + "1"));
            var saving = await cycle.Site.Queries.During(async () => Assert.Equal(303, (await national.Send(look!, Looked, Page)).Status));
            var picking = await cycle.Site.Queries.During(() => national.Get(Pick));
            Assert.Equal(303, (await national.Send(Page + "?semua=ya", Page)).Status);
            return (looking, saving, picking);
        }
    }

    private void More(int count)
    {
        using var db = cycle.Site.Database.Open();
        ManyAgencies.Add(db, cycle.Site.Clock, count);
    }

    private List<string> Assessed()
    {
        using var db = cycle.Site.Database.Open();
        return [.. db.Set<PlannedAgencyRow>().Where(a => a.CycleId == "2024" && a.Status == AssessmentStatus.Assessed).OrderBy(a => a.AgencyId).Select(a => a.AgencyId)];
    }
}
