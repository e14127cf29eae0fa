using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Evidence;
using Patuh.Assessments.Plan;
using Patuh.Platform.Audit;
using Patuh.Platform.Files.Scan;
using Patuh.Tests.Files;
using Patuh.Tests.Support;
using SkiaSharp;

namespace Patuh.Tests.Assessments;

public sealed class SqliteEvidenceTests : EvidenceTests<SqliteDatabase>;

public sealed class PostgresEvidenceTests : EvidenceTests<PostgresDatabase>;

/// <summary>Bukti dukung through its pages: attached by an agency, looked at by assessors, put right, and not seen by others.</summary>
public abstract class EvidenceTests<T> : IDisposable where T : TestDatabase, new()
{
    private readonly LiveCycle<T> cycle = new();

    private WorkSite<T> Site => cycle.Site;

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string Page(AssessmentRow unit) => $"/kerja/penilaian/{unit.Id}/bukti";

    private static async Task<Answer> Attach(Visitor visitor, AssessmentRow unit, (string Name, byte[] Bytes)[] files, params (string Name, string Value)[] fields)
    {
        var page = Page(unit) + "/pasang";
        return await visitor.SendFiles(await visitor.Get(page), page, "berkas", files, fields);
    }

    private List<EvidenceRow> Evidence()
    {
        using var db = Site.Database.Open();
        return [.. db.Set<EvidenceRow>().OrderBy(e => e.Version).ThenBy(e => e.Id)];
    }

    private List<EvidenceUseRow> Uses()
    {
        using var db = Site.Database.Open();
        return [.. db.Set<EvidenceUseRow>().OrderBy(u => u.Indicator)];
    }

    private List<AuditEventRow> Audit(string action)
    {
        using var db = Site.Database.Open();
        return [.. db.Set<AuditEventRow>().Where(e => e.Action == action)];
    }

    private static (string, string)[] Line(EvidenceRow evidence, string indicator, params (string, string)[] more) => [("bukti", evidence.Id), ("indikator", indicator), ("subjek", ""), .. more];

    private static string Row(Answer page, string indicator) => page.Page.GetElementById(indicator)?.TextContent ?? "";

    [Fact]
    public async Task A_coordinator_attaches_a_file_by_a_plain_form_and_assessors_see_it()
    {
        var unit = cycle.Unit();
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        var before = await coordinator.Get(Page(unit));
        Assert.Contains("Belum ada bukti", Row(before, "in.s1"), StringComparison.Ordinal);
        var answer = await Attach(coordinator, unit, [("maklumat.pdf", Samples.Pdf)], ("indikator", "in.s1"), ("keterangan", "Pasal 3"));
        Assert.Equal((303, Page(unit) + "?selesai=bukti-dipasang#in.s1"), (answer.Status, answer.Location));
        var after = await coordinator.Get(Page(unit));
        Assert.Contains("maklumat.pdf", Row(after, "in.s1"), StringComparison.Ordinal);
        Assert.Contains("menunggu diperiksa", Row(after, "in.s1"), StringComparison.Ordinal);
        Assert.StartsWith("1/", after.Page.QuerySelector(".big")!.TextContent, StringComparison.Ordinal);
        var evidence = Evidence().Single();
        Assert.Equal(("self", 1, "Pasal 3", unit.Id), (evidence.Kind, evidence.Version, evidence.Description, evidence.AssessmentId));
        Assert.Equal("agency_coordinator", Audit("evidence.attached").Single().Role);
        using var assessor = await Site.Visitor().As("assessor");
        Assert.Contains("maklumat.pdf", (await assessor.Get($"/kerja/penilaian/{unit.Id}/kolom/in.s1")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("maklumat.pdf", (await assessor.Get($"/kerja/penilaian/{unit.Id}/kolom/in.s2")).Text, StringComparison.Ordinal);
        Assert.Contains("/bukti", (await assessor.Get($"/kerja/penilaian/{unit.Id}")).Html, StringComparison.Ordinal);
        var file = await assessor.Get("/kerja/bukti/" + evidence.Id);
        Assert.Contains("in.s1", file.Text, StringComparison.Ordinal);
        using var opened = await assessor.Http.GetAsync($"/kerja/bukti/{evidence.Id}?lihat=isi");
        Assert.Equal(("inline", "application/pdf"), (opened.Content.Headers.ContentDisposition!.DispositionType, opened.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("sandbox", opened.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(Samples.Pdf, await assessor.Http.GetByteArrayAsync($"/kerja/bukti/{evidence.Id}?lihat=simpan"));
    }

    [Fact]
    public async Task The_database_itself_takes_no_evidence_after_its_stage_and_changes_none()
    {
        var unit = cycle.Unit();
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        await Attach(coordinator, unit, [("maklumat.pdf", Samples.Pdf)], ("indikator", "in.s1"));
        using var db = Site.Database.Open();
        var brought = Evidence().Single();
        foreach (var (kind, at) in ((string, string)[])[("self", "2024-07-31T17:00:00.000Z"), ("assessed", "2024-10-15T17:00:00.000Z"), ("self", "2024-07-01T00:00:00.000Z"), ("other", "2024-07-12T00:00:00.000Z")])
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Insert("x", kind, at));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlAsync($"update evidence set file_hash = file_hash, name = 'lain.pdf'"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlAsync($"delete from evidence_use; delete from evidence"));
        await Insert("x", "self", "2024-07-31T16:59:59.999Z");
        await Insert("y", "assessed", "2024-10-15T16:59:59.999Z");
        Assert.Equal(3, Evidence().Count);

        Task<int> Insert(string id, string kind, string at) => db.Database.ExecuteSqlAsync($"""
            insert into evidence (id, cycle_id, agency_id, assessment_id, kind, series_id, file_hash, name, description, version, uploaded_by, uploaded_at)
            values ({id}, {brought.CycleId}, {brought.AgencyId}, {brought.AssessmentId}, {kind}, {id}, {brought.FileHash}, 'a.pdf', '', 1, {brought.UploadedBy}, {at})
            """);
    }

    [Fact]
    public async Task One_file_stands_for_two_indicators_and_two_units_and_the_same_bytes_again_are_the_same_file()
    {
        var (unit, other) = (cycle.Unit(), cycle.Unit("Dinas Pendidikan"));
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        Assert.Equal(303, (await Attach(coordinator, unit, [("sop.pdf", Samples.Pdf)], ("indikator", "in.s1"), ("indikator", "in.s2"), ("unit", other.Id))).Status);
        Assert.Single(Evidence());
        Assert.Equal(4, Uses().Count);
        Assert.Contains("sop.pdf", Row(await coordinator.Get(Page(other)), "in.s2"), StringComparison.Ordinal);
        Assert.Equal(303, (await Attach(coordinator, unit, [("sop lagi.pdf", Samples.Pdf)], ("indikator", "in.s1"), ("indikator", "in.s3"))).Status);
        Assert.Single(Evidence());
        Assert.Equal(5, Uses().Count);
        // and one that is there already, without uploading
        Assert.Equal(303, (await Attach(coordinator, other, [], ("indikator", "in.s4"), ("bukti", Evidence().Single().Id))).Status);
        Assert.Equal(6, Uses().Count);
        var file = await coordinator.Get("/kerja/bukti/" + Evidence().Single().Id);
        Assert.Equal(6, file.Page.QuerySelectorAll("main tbody tr").Length);
    }

    [Fact]
    public async Task The_same_form_once_more_after_its_answer_was_lost_is_no_mistake_and_attaches_nothing_again()
    {
        var unit = cycle.Unit();
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        var waiting = await Attach(coordinator, unit, [("sop.pdf", Samples.Pdf)]);
        Assert.Equal(400, waiting.Status);
        var upload = waiting.Page.QuerySelector("input[name=berkas-unggahan]")!.GetAttribute("value")!;
        for (var time = 0; time < 2; time++)
        {
            var answer = await coordinator.SendFiles(waiting, Page(unit) + "/pasang", "berkas", [], ("indikator", "in.s1"), ("berkas-unggahan", upload));
            Assert.Equal((303, Page(unit) + "?selesai=bukti-dipasang#in.s1"), (answer.Status, answer.Location));
            Assert.Equal("in.s1", Uses().Single().Indicator);
        }
        Assert.Single(Audit("evidence.attached"));
        // for another indicator it is another form, whose file is used already
        Assert.Equal(400, (await coordinator.SendFiles(waiting, Page(unit) + "/pasang", "berkas", [], ("indikator", "in.s2"), ("berkas-unggahan", upload))).Status);
        Assert.Single(Uses());
    }

    [Fact]
    public async Task An_assessor_sends_evidence_back_with_a_reason_and_a_new_version_waits_again()
    {
        var unit = cycle.Unit();
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        using var assessor = await Site.Visitor().As("assessor");
        await Attach(coordinator, unit, [("sop.pdf", Samples.Pdf)], ("indikator", "in.s1"), ("indikator", "in.s2"));
        var first = Evidence().Single();
        Assert.Equal(303, (await assessor.Send(Page(unit), Page(unit) + "?handler=Terima", Line(first, "in.s2"))).Status);
        var without = await assessor.Send(Page(unit), Page(unit) + "?handler=Kembalikan", Line(first, "in.s1", ("alasan", " ")));
        Assert.Equal(400, without.Status);
        Assert.Contains("Tulis apa yang perlu diperbaiki", without.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await assessor.Send(Page(unit), Page(unit) + "?handler=Kembalikan", Line(first, "in.s1", ("alasan", "Halaman 2 terpotong")))).Status);
        Assert.Equal("Halaman 2 terpotong", Audit("evidence.returned").Single().Why);
        Assert.Single(Audit("evidence.accepted"));
        var seen = await coordinator.Get(Page(unit));
        Assert.Contains("Halaman 2 terpotong", Row(seen, "in.s1"), StringComparison.Ordinal);
        Assert.Contains("diterima", Row(seen, "in.s2"), StringComparison.Ordinal);
        Assert.StartsWith("1/", seen.Page.QuerySelector(".big")!.TextContent, StringComparison.Ordinal);

        var page = "/kerja/bukti/" + first.Id;
        var same = await coordinator.SendFiles(await coordinator.Get(page), page + "?handler=Ganti", "berkas", [("sop.pdf", Samples.Pdf)]);
        Assert.Equal(400, same.Status);
        Assert.Contains("sama dengan versi yang berlaku", same.Text, StringComparison.Ordinal);
        var replaced = await coordinator.SendFiles(await coordinator.Get(page), page + "?handler=Ganti", "berkas", [("sop-lengkap.txt", "lengkap"u8.ToArray())], ("keterangan", "lengkap"));
        Assert.Equal(303, replaced.Status);
        var second = Evidence()[1];
        Assert.Equal(("/kerja/bukti/" + second.Id + "?selesai=bukti-diganti", first.Id, first.SeriesId, 2), (replaced.Location, second.ReplacesId, second.SeriesId, second.Version));
        Assert.All(Uses().Where(u => u.EvidenceId == second.Id), u => Assert.Equal((EvidenceState.Waiting, ""), (u.State, u.Reason)));
        Assert.Equal(2, Uses().Count(u => u.EvidenceId == second.Id));
        Assert.DoesNotContain("sop.pdf", Row(await assessor.Get(Page(unit)), "in.s1"), StringComparison.Ordinal);
        var former = await assessor.Get(page);
        Assert.Contains("Versi ini sudah diganti", former.Text, StringComparison.Ordinal);
        Assert.Contains("Halaman 2 terpotong", former.Text, StringComparison.Ordinal);
        Assert.Equal(Samples.Pdf, await assessor.Http.GetByteArrayAsync(page + "?lihat=simpan"));
        Assert.Single(Audit("evidence.replaced"));
        // a decision about what was replaced meanwhile is not taken
        var late = await assessor.PostWithToken(Page(unit) + "?handler=Terima", Page(unit), Line(first, "in.s1"));
        Assert.Equal(400, late.Status);
        Assert.Contains("baru saja diubah", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_detached_is_attached_again_with_one_press()
    {
        var unit = cycle.Unit();
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        await Attach(coordinator, unit, [("sop.pdf", Samples.Pdf)], ("indikator", "in.s1"));
        var evidence = Evidence().Single();
        var detached = await coordinator.Send(Page(unit), Page(unit) + "?handler=Lepas", Line(evidence, "in.s1"));
        Assert.Equal(303, detached.Status);
        Assert.Empty(Uses());
        Assert.Contains("\"state\":\"waiting\"", Audit("evidence.detached").Single().BeforeJson, StringComparison.Ordinal);
        var after = detached.Location!.Split('#')[0];
        Assert.Equal(303, (await coordinator.Send(after, Page(unit) + "?handler=Pasang")).Status);
        Assert.Equal("in.s1", Uses().Single().Indicator);
        Assert.Single(Evidence());
    }

    [Fact]
    public async Task What_is_foreign_is_not_found()
    {
        var unit = cycle.Unit();
        var far = cycle.Unit(agency: "kabupaten-asmat");
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        using var foreigner = await Site.Member("yohana@asmat.go.id", "agency_coordinator", "kabupaten-asmat");
        using var officer = await Site.Visitor().As("unit_officer");
        await Attach(coordinator, unit, [("foto.jpg", Samples.Photo(80, 60))], ("indikator", "in.s1"));
        var evidence = Evidence().Single();
        var page = "/kerja/bukti/" + evidence.Id;
        Assert.Equal(200, (await coordinator.Get(page + "?lihat=pratinjau")).Status);
        foreach (var visitor in (Visitor[])[foreigner, officer])
            foreach (var address in (string[])[Page(unit), Page(unit) + "/pasang", page, page + "?lihat=pratinjau", page + "?lihat=simpan"])
                Assert.Equal(404, (await visitor.Get(address)).Status);
        Assert.Equal(404, (await foreigner.PostWithToken(page + "?handler=Ganti", "/kerja")).Status);
        Assert.Equal(404, (await foreigner.PostWithToken(Page(unit) + "?handler=Lepas", "/kerja", Line(evidence, "in.s1"))).Status);
        Assert.Equal(404, (await foreigner.PostWithToken(Page(unit) + "?handler=Terima", "/kerja", Line(evidence, "in.s1"))).Status);
        // neither by way of what is one's own
        Assert.Equal(404, (await Attach(foreigner, far, [("a.pdf", Samples.Pdf)], ("indikator", "in.s1"), ("unit", unit.Id))).Status);
        Assert.Equal(400, (await Attach(foreigner, far, [], ("indikator", "in.s1"), ("bukti", evidence.Id))).Status);
        Assert.Single(Uses());
        // an agency decides about nothing
        Assert.Equal(404, (await coordinator.PostWithToken(Page(unit) + "?handler=Terima", Page(unit), Line(evidence, "in.s1"))).Status);
    }

    [Fact]
    public async Task What_comes_too_late_is_refused_with_a_sentence_and_the_file_waits_in_ones_uploads()
    {
        var unit = cycle.Unit();
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        var page = Page(unit) + "/pasang";
        var opened = await coordinator.Get(page);
        using (var db = Site.Database.Open())
            await db.Set<PlannedAgencyRow>().Where(a => a.AgencyId == unit.AgencyId).ExecuteUpdateAsync(a => a.SetProperty(x => x.SelfState, SelfState.Submitted), TestContext.Current.CancellationToken);
        var late = await coordinator.SendFiles(opened, page, "berkas", [("terlambat.pdf", Samples.Pdf)], ("indikator", "in.s1"));
        Assert.Equal(400, late.Status);
        Assert.Contains("sudah dikirim", late.Text, StringComparison.Ordinal);
        Assert.Contains("Unggahan saya", late.Text, StringComparison.Ordinal);
        Assert.Empty(Evidence());
        Assert.Contains("terlambat.pdf", (await coordinator.Get("/kerja/berkas")).Text, StringComparison.Ordinal);
        using (var db = Site.Database.Open())
        {
            await db.Set<PlannedAgencyRow>().ExecuteUpdateAsync(a => a.SetProperty(x => x.SelfState, SelfState.Open), TestContext.Current.CancellationToken);
            await db.Set<CycleStageRow>().Where(s => s.Stage == Stages.Mentoring).ExecuteUpdateAsync(s => s.SetProperty(x => x.ClosedAt, "2024-07-10T00:00:00.000Z"), TestContext.Current.CancellationToken);
        }
        late = await coordinator.SendFiles(opened, page, "berkas", [], ("indikator", "in.s1"), ("berkas-unggahan", (await Upload(coordinator))));
        Assert.Equal(400, late.Status);
        Assert.Contains("tidak sedang dibuka", late.Text, StringComparison.Ordinal);
        Assert.Null((await coordinator.Get(page)).Page.QuerySelector("main input[type=file]"));
        using (var db = Site.Database.Open())
            await db.Set<CycleStageRow>().Where(s => s.Stage == Stages.Mentoring).ExecuteUpdateAsync(s => s.SetProperty(x => x.ClosedAt, (string?)null), TestContext.Current.CancellationToken);
        // what waited is offered, and used without uploading again
        Assert.Contains("terlambat.pdf", (await coordinator.Get(page)).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await coordinator.SendFiles(opened, page, "berkas", [], ("indikator", "in.s1"), ("berkas-unggahan", await Upload(coordinator)))).Status);
        Assert.Equal("terlambat.pdf", Evidence().Single().Name);

        static async Task<string> Upload(Visitor visitor) => (await visitor.Get("/kerja/berkas")).Page.QuerySelector("main button[name=unggahan]")!.GetAttribute("value")!;
    }

    [Fact]
    public async Task A_program_that_calls_itself_a_photo_is_refused_with_a_sentence()
    {
        var unit = cycle.Unit();
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        var answer = await Attach(coordinator, unit, [("foto.jpg", [.. "MZ\u0090\0"u8, .. new byte[400]]), ("sop.pdf", Samples.Pdf)], ("indikator", "in.s1"), ("keterangan", "ruang tunggu"));
        Assert.Equal(400, answer.Status);
        Assert.Contains("Ini program, bukan dokumen", answer.Text, StringComparison.Ordinal);
        Assert.Empty(Evidence());
        // nothing typed is lost, and the other file need not be uploaded again
        Assert.Equal("ruang tunggu", answer.Page.QuerySelector("#keterangan")!.GetAttribute("value"));
        Assert.NotNull(answer.Page.QuerySelector("input[name=indikator][value='in.s1'][checked]"));
        Assert.NotNull(answer.Page.QuerySelector("input[name=berkas-unggahan][checked]"));
        var nothing = await Attach(coordinator, unit, []);
        Assert.Contains("Pilih paling sedikit satu berkas", nothing.Text, StringComparison.Ordinal);
        Assert.Contains("Centang paling sedikit satu indikator", nothing.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_photo_in_another_agency_is_told_to_the_office_and_named_only_where_it_may_be_seen()
    {
        var (unit, far) = (cycle.Unit(), cycle.Unit(agency: "kabupaten-asmat"));
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        using var foreigner = await Site.Member("yohana@asmat.go.id", "agency_coordinator", "kabupaten-asmat");
        await Attach(foreigner, far, [("ruang tunggu.jpg", Samples.Picture(400, 300, SKEncodedImageFormat.Jpeg, 95))], ("indikator", "in.s1"));
        await Attach(coordinator, unit, [("milik kami.jpg", Samples.Picture(200, 150, SKEncodedImageFormat.Jpeg, 60))], ("indikator", "in.s1"));
        var page = "/kerja/bukti/" + Evidence().Single(e => e.AgencyId == "kabupaten-lebong").Id;
        // and marked in the list already
        const string Mark = "⚠ Berkas atau foto yang sama atau mirip";
        using var assessor = await Site.Visitor().As("assessor");
        var near = await assessor.Get(page);
        Assert.Contains("1 instansi lain di luar wilayah Anda", near.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Asmat", near.Text, StringComparison.Ordinal);
        using var national = await Site.Visitor().As("national_reviewer");
        var wide = await national.Get(page);
        Assert.Contains("ruang tunggu.jpg, Kabupaten Asmat", wide.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ada juga di", (await coordinator.Get(page)).Text, StringComparison.Ordinal);
        foreach (var visitor in (Visitor[])[assessor, national])
        {
            var listed = await visitor.Get(Page(unit));
            Assert.Contains(Mark + " ada juga di instansi lain", Row(listed, "in.s1"), StringComparison.Ordinal);
            Assert.Equal(page + "#juga", listed.Page.QuerySelector(".clash a")!.GetAttribute("href"));
        }
        Assert.DoesNotContain(Mark, (await coordinator.Get(Page(unit))).Text, StringComparison.Ordinal);
        // another file of one's own agency, which looks the same: told to the agency too, and to a unit of what was brought there
        await Attach(coordinator, cycle.Unit("Dinas Sosial"), [("lagi.png", Samples.Picture(300, 225, SKEncodedImageFormat.Png, 100))], ("indikator", "in.s2"));
        Assert.Contains(Mark + " dipasang lagi di instansi ini", Row(await coordinator.Get(Page(unit)), "in.s1"), StringComparison.Ordinal);
        using var officer = await Site.Member("petugas@lebong.go.id", "unit_officer", unit.OrganisationId!);
        Assert.DoesNotContain(Mark, (await officer.Get(Page(unit))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_assessors_ask_takes_no_evidence_of_the_agency_and_what_they_find_is_not_shown_to_it()
    {
        var unit = cycle.Unit();
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        using var assessor = await Site.Visitor().As("assessor");
        Assert.DoesNotContain("in.k1", (await coordinator.Get(Page(unit))).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await Attach(coordinator, unit, [("a.pdf", Samples.Pdf)], ("indikator", "in.k1"))).Status);
        Assert.Equal(303, (await Attach(assessor, unit, [("kunjungan.png", Samples.Png)], ("indikator", "in.k1"), ("indikator", "in.s1"))).Status);
        var found = Evidence().Single();
        Assert.Equal("assessed", found.Kind);
        Assert.Contains("dari kunjungan", Row(await assessor.Get(Page(unit)), "in.k1"), StringComparison.Ordinal);
        Assert.Equal(404, (await coordinator.Get("/kerja/bukti/" + found.Id)).Status);
        Assert.DoesNotContain("kunjungan.png", (await coordinator.Get(Page(unit))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("kunjungan.png", (await coordinator.Get($"/kerja/penilaian/{unit.Id}/kolom/in.s1")).Text, StringComparison.Ordinal);
        // nor may the agency bring it into its own evidence by its number
        Assert.Equal(400, (await Attach(coordinator, unit, [], ("indikator", "in.s1"), ("bukti", found.Id))).Status);
    }

    [Fact]
    public async Task Evidence_of_one_product_stands_in_the_cell_of_that_product_alone()
    {
        var unit = cycle.Unit();
        var products = cycle.Subjects(unit.Id, SubjectRole.Product);
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        var listed = await coordinator.Get(Page(unit));
        var indicator = listed.Page.QuerySelectorAll("tr[id]").Select(r => r.Id!).First(i => i.StartsWith("pr.", StringComparison.Ordinal));
        Assert.Equal(303, (await Attach(coordinator, unit, [("sp.pdf", Samples.Pdf)], ("indikator", indicator), ("indikator", "in.s1"), ("subjek", products[0].Id))).Status);
        Assert.Equal(products[0].Id, Uses().Single(u => u.Indicator == indicator).SubjectId);
        Assert.Equal("", Uses().Single(u => u.Indicator == "in.s1").SubjectId);
        Assert.Contains("sp.pdf", (await coordinator.Get($"/kerja/penilaian/{unit.Id}/kolom/{indicator}/{products[0].Id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sp.pdf", (await coordinator.Get($"/kerja/penilaian/{unit.Id}/kolom/{indicator}/{products[1].Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_costs_as_many_queries_for_many_files_as_for_one()
    {
        var unit = cycle.Unit();
        using var coordinator = await Site.Visitor().As("agency_coordinator");
        await Attach(coordinator, unit, [("a.jpg", Samples.Picture(400, 300, SKEncodedImageFormat.Jpeg, 95))], ("indikator", "in.s1"));
        await coordinator.Get(Page(unit));
        var few = await Site.Queries.During(() => coordinator.Get(Page(unit)));
        await Attach(coordinator, unit, [("b.jpg", Samples.Picture(200, 150, SKEncodedImageFormat.Jpeg, 60)), .. Enumerable.Range(0, 7).Select(n => ($"b{n}.txt", new[] { (byte)('c' + n) }))], [.. Enumerable.Range(1, 9).Select(n => ("indikator", $"in.s{n}"))]);
        Assert.Equal(73, Uses().Count);
        Assert.Equal(few, await Site.Queries.During(() => coordinator.Get(Page(unit))));
        Assert.InRange(few, 1, 7);
    }
}

/// <summary>While the virus scanner cannot be reached.</summary>
public sealed class HeldEvidenceTests
{
    [Fact]
    public async Task A_file_that_waits_for_the_scanner_is_opened_by_who_brought_it_alone()
    {
        using var cycle = new LiveCycle<SqliteDatabase>(open: true, files: f => f with { Clamd = ClamdAddress.Of("127.0.0.1:1") });
        var page = $"/kerja/penilaian/{cycle.Unit().Id}/bukti";
        using var coordinator = await cycle.Site.Visitor().As("agency_coordinator");
        using var assessor = await cycle.Site.Visitor().As("assessor");
        Assert.Equal(303, (await coordinator.SendFiles(await coordinator.Get(page + "/pasang"), page + "/pasang", "berkas", [("foto.png", Samples.Png)], ("indikator", "in.s1"))).Status);
        Assert.Contains("hanya Anda yang dapat membukanya", (await coordinator.Get(page)).Text, StringComparison.Ordinal);
        var seen = await assessor.Get(page);
        Assert.Contains("dapat dibuka sesudahnya", seen.Text, StringComparison.Ordinal);
        Assert.Null(seen.Page.QuerySelector("img.preview"));
        var file = seen.Page.QuerySelector(".proof a")!.GetAttribute("href")!;
        Assert.Equal((200, 404, 404), ((await assessor.Get(file)).Status, (await assessor.Get(file + "?lihat=pratinjau")).Status, (await assessor.Get(file + "?lihat=simpan")).Status));
        Assert.Equal(200, (await coordinator.Get(file + "?lihat=pratinjau")).Status);
    }
}
