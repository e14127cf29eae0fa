using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteDeskTests : DeskTests<SqliteDatabase>;

public sealed class PostgresDeskTests : DeskTests<PostgresDatabase>;

/// <summary>Answering at a desk through its pages, without a script.</summary>
public abstract class DeskTests<T> : IDisposable where T : TestDatabase, new()
{
    private readonly LiveCycle<T> cycle = new();

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string Part(AssessmentRow unit, string part) => $"/kerja/penilaian/{unit.Id}/isi/{part}";

    [Fact]
    public async Task Only_what_was_changed_becomes_an_answer_and_the_same_page_sent_twice_changes_nothing()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var page = await assessor.Get(Part(unit, "input"));
        (string, string)[] fields = [("n:in.s1", "5"), ("n:in.s2", "4")];
        Assert.Equal(303, (await assessor.Send(page, Part(unit, "input"), null, fields)).Status);
        Assert.Equal(("5", "4", 2), (cycle.Heads(unit.Id)["in.s1"], cycle.Heads(unit.Id)["in.s2"], cycle.Heads(unit.Id).Count));
        await assessor.Send(page, Part(unit, "input"), null, fields);
        using (var db = cycle.Site.Database.Open())
            Assert.Equal(2, db.Set<AnswerEventRow>().Count());
        Assert.Contains("Tidak ada yang berubah", (await assessor.Get((await assessor.Send(Part(unit, "input"), null)).Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_cell_what_is_right_is_saved_and_nothing_typed_is_lost()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var answer = await assessor.Send(Part(unit, "input"), null, ("n:in.s1", "7"), ("n:in.s2", "na"), ("n:in.s3", "5"));
        Assert.Equal(400, answer.Status);
        Assert.Contains("Frekuensi pengawasan internal: Nilainya di luar skala", answer.Text, StringComparison.Ordinal);
        Assert.Equal("7", answer.Page.GetElementById("in.s1")!.GetAttribute("value"));
        Assert.Equal("na", answer.Page.GetElementById("in.s2")!.GetAttribute("value"));
        Assert.Equal("5", Assert.Single(cycle.Heads(unit.Id)).Value);
        // the same page, with the reason that was asked for
        var second = await assessor.Send(answer, Part(unit, "input"), null, ("n:in.s1", "3"), ("a:in.s2", "Unit ini tidak punya pelaksana sendiri"));
        Assert.Equal(303, second.Status);
        Assert.Equal(("3", "na", "5"), (cycle.Heads(unit.Id)["in.s1"], cycle.Heads(unit.Id)["in.s2"], cycle.Heads(unit.Id)["in.s3"]));
    }

    [Fact]
    public async Task Undo_takes_back_one_own_answer_after_another()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        await assessor.Send(Part(unit, "input"), null, ("n:in.s1", "5"));
        await assessor.Send(Part(unit, "input"), null, ("n:in.s1", "2"));
        await assessor.Send(Part(unit, "input"), null, ("n:in.s2", "4"));
        await Undo();
        Assert.Equal("", cycle.Heads(unit.Id)["in.s2"]);
        await Undo();
        Assert.Equal("5", cycle.Heads(unit.Id)["in.s1"]);
        await Undo();
        Assert.Equal("", cycle.Heads(unit.Id)["in.s1"]);
        Assert.EndsWith("tidak-ada-urung", (await Undo()).Location, StringComparison.Ordinal);
        Assert.Equal(0, cycle.Parts(unit.Id)["input"].Given);

        async Task<Answer> Undo() => await assessor.PostWithToken(Part(unit, "input") + "?handler=Urungkan", Part(unit, "input"));
    }

    [Fact]
    public async Task A_pen_is_taken_over_openly_and_answers_that_were_held_are_accepted_or_set_aside()
    {
        using var first = await cycle.Site.Visitor().As("assessor");
        using var second = await cycle.Site.Strong("rekan@contoh.go.id", "assessor", "perwakilan-bengkulu");
        var unit = cycle.Unit();
        await first.Send(Part(unit, "input"), null, ("n:in.s1", "5"));
        var page = await second.Get(Part(unit, "input"));
        Assert.Contains("Eka Puspita memegang pena bagian ini", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("input.value"));
        await second.Send(LiveCycle<T>.Answer(unit.Id, "in.s2", "3"), LiveCycle<T>.Answer(unit.Id, "in.s3", "1"));
        var overview = await first.Get("/kerja/penilaian/" + unit.Id);
        Assert.Contains("Jawaban yang ditahan", overview.Text, StringComparison.Ordinal);
        var ids = overview.Page.QuerySelectorAll("form[action*=Terima] input[name=jawaban]").Select(i => i.GetAttribute("value")!).ToList();
        Assert.Equal(303, (await first.PostWithToken($"/kerja/penilaian/{unit.Id}?handler=Terima", "/kerja/penilaian/" + unit.Id, ("jawaban", ids[0]))).Status);
        Assert.Equal(303, (await first.PostWithToken($"/kerja/penilaian/{unit.Id}?handler=Kesampingkan", "/kerja/penilaian/" + unit.Id, ("jawaban", ids[1]))).Status);
        Assert.Equal(400, (await first.PostWithToken($"/kerja/penilaian/{unit.Id}?handler=Terima", "/kerja/penilaian/" + unit.Id, ("jawaban", ids[1]))).Status);
        Assert.Equal(("3", false, 0), (cycle.Heads(unit.Id)["in.s2"], cycle.Heads(unit.Id).ContainsKey("in.s3"), cycle.Score(unit.Id).Held));
        Assert.Equal(303, (await second.PostWithToken(Part(unit, "input") + "?handler=Ambil", Part(unit, "input"))).Status);
        Assert.Contains("Anda pegang", (await second.Get(Part(unit, "input") + "?selesai=pena-diambil")).Text, StringComparison.Ordinal);
        Assert.Empty((await first.Get(Part(unit, "input"))).Page.QuerySelectorAll("input.value"));
    }

    [Fact]
    public async Task A_conflict_is_seen_on_the_page_and_settled_on_the_cells_own()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "5"), LiveCycle<T>.Answer(unit.Id, "in.s1", "3"));
        Assert.Contains("1 bertentangan", (await assessor.Get(Part(unit, "input"))).Text, StringComparison.Ordinal);
        var cell = $"/kerja/penilaian/{unit.Id}/kolom/in.s1";
        var page = await assessor.Get(cell);
        Assert.Contains("Jawaban bertentangan", page.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await assessor.Send(page, cell, null)).Status);
        Assert.Single(cycle.Heads(unit.Id)["in.s1"].Split('|'));
        var history = (await assessor.Get(cell)).Page.QuerySelectorAll(".history-of-cell li");
        Assert.Equal(3, history.Length);
    }

    [Fact]
    public async Task An_officer_is_replaced_in_the_middle_and_a_user_is_a_number_with_consent()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var respondents = $"/kerja/penilaian/{unit.Id}/responden";
        var officer = cycle.Subjects(unit.Id, SubjectRole.Officer)[0];
        Assert.Equal(303, (await assessor.Send(respondents + "?ubah=" + officer.Id, respondents + "?handler=Ubah", ("nama", "Budi Santoso"))).Status);
        await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.k1", "5", officer.Id));
        var refused = await assessor.Send(respondents + "?ganti=" + officer.Id, respondents + "?handler=Ganti", ("nama", "Sri Wahyuni"));
        Assert.Equal((400, "Sri Wahyuni"), (refused.Status, refused.Page.GetElementById("nama")!.GetAttribute("value")));
        Assert.Equal(303, (await assessor.Send(refused, respondents, respondents + "?handler=Ganti", ("alasan", "Cuti"))).Status);
        var officers = cycle.Subjects(unit.Id, SubjectRole.Officer);
        var replacement = officers.Single(s => s.ReplacesId == officer.Id);
        Assert.Equal(("Sri Wahyuni", SubjectRole.Replacement), (replacement.Name, replacement.Standing));
        var desk = await assessor.Get(Part(unit, "input"));
        Assert.Contains("Sri Wahyuni (pengganti)", desk.Text, StringComparison.Ordinal);
        Assert.Contains("Budi Santoso (diganti)", desk.Text, StringComparison.Ordinal);
        Assert.NotNull(desk.Page.GetElementById("in.k1." + replacement.Id));
        Assert.Null(desk.Page.GetElementById("in.k1." + officer.Id));
        Assert.Equal(400, (await assessor.Send(respondents, respondents + "?handler=Pengguna")).Status);
        var page = await assessor.Get(respondents);
        await assessor.Send(page, respondents, respondents + "?handler=Pengguna", ("setuju", "ya"));
        await assessor.Send(page, respondents, respondents + "?handler=Pengguna", ("setuju", "ya"));
        var user = Assert.Single(cycle.Subjects(unit.Id, SubjectRole.User));
        Assert.Equal((1, "", true), (user.Number, user.Name, user.ConsentedAt is not null));
        using var db = cycle.Site.Database.Open();
        Assert.DoesNotContain(db.Set<Platform.Audit.AuditEventRow>().AsEnumerable(), e => (e.AfterJson + e.BeforeJson).Contains("Wahyuni", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agency_fills_in_submits_and_is_sent_back_and_the_difference_is_kept()
    {
        using var coordinator = await cycle.Site.Visitor().As("agency_coordinator");
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var agency = $"/kerja/siklus/{LiveCycle<T>.Id}/instansi/kabupaten-lebong";
        Assert.Equal(303, (await coordinator.Send(Part(unit, "input"), null, ("n:in.s1", "5"), ("n:in.s2", "4"))).Status);
        Assert.DoesNotContain("in.k1", (await coordinator.Get(Part(unit, "input"))).Html, StringComparison.Ordinal);
        Assert.Equal(404, (await coordinator.Get(Part(unit, "output"))).Status);
        Assert.DoesNotContain("nilai sementara", (await coordinator.Get("/kerja/penilaian/" + unit.Id)).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await coordinator.Send(agency, agency + "?handler=Kirim")).Status);
        Assert.Empty((await coordinator.Get(Part(unit, "input"))).Page.QuerySelectorAll("input.value"));
        var (_, held) = await coordinator.Send(LiveCycle<T>.Answer(unit.Id, "in.s3", "5", kind: "self"));
        Assert.Equal("held self-submitted", held.Fate());
        Assert.Equal(400, (await assessor.Send(agency, agency + "?handler=Kembalikan")).Status);
        Assert.Equal(303, (await assessor.Send(agency, agency + "?handler=Kembalikan", ("alasan", "Sarana belum lengkap"))).Status);
        Assert.Contains("Sarana belum lengkap", (await coordinator.Get(agency)).Text, StringComparison.Ordinal);
        using (var db = cycle.Site.Database.Open())
            Assert.Equal("assessor", db.Set<Platform.Audit.AuditEventRow>().Single(e => e.Action == "self_assessment.returned").Role);
        Assert.NotEmpty((await coordinator.Get(Part(unit, "input"))).Page.QuerySelectorAll("input.value"));
        await assessor.Send(Part(unit, "input"), null, ("n:in.s1", "3"), ("n:in.s2", "4"));
        Assert.Contains("mandiri 5", (await assessor.Get(Part(unit, "input"))).Text, StringComparison.Ordinal);
        var difference = await assessor.Get($"/kerja/penilaian/{unit.Id}/beda");
        Assert.Contains("1 dari 2 jawaban sama", difference.Text, StringComparison.Ordinal);
        Assert.Contains("Frekuensi pengawasan internal", difference.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_counts_what_was_just_answered_and_who_holds_the_pen()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        using var national = await cycle.Site.Visitor().As("national_administrator");
        var unit = cycle.Unit();
        await assessor.Send([.. cycle.All(unit, _ => "5")]);
        // what an agency answers for itself begins nothing of the assessors'
        using var coordinator = await cycle.Site.Visitor().As("agency_coordinator");
        await coordinator.Send(LiveCycle<T>.Answer(cycle.Unit("Dinas Sosial").Id, "in.s1", "5", kind: "self"));
        var home = await national.Get("/kerja/siklus/" + LiveCycle<T>.Id);
        Assert.Contains("14 unit", home.Text, StringComparison.Ordinal);
        Assert.Contains("1 sudah dimulai", home.Text, StringComparison.Ordinal);
        var list = await national.Get($"/kerja/siklus/{LiveCycle<T>.Id}/unit?keadaan=berjalan");
        Assert.Contains("1 unit", list.Text, StringComparison.Ordinal);
        Assert.Contains("Eka Puspita", list.Text, StringComparison.Ordinal);
        Assert.Contains("Dinas Kesehatan", list.Text, StringComparison.Ordinal);
        // an office sees its own units alone
        Assert.Contains("7 unit", (await assessor.Get($"/kerja/siklus/{LiveCycle<T>.Id}/unit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_units_people_say_that_they_have_finished_and_the_coordinator_sends_their_part_back_with_a_reason()
    {
        var unit = cycle.Unit();
        var (page, agency) = ("/kerja/penilaian/" + unit.Id, "/kerja/siklus/2024/instansi/kabupaten-lebong");
        using var coordinator = await cycle.Site.Visitor().As("agency_coordinator");
        using var officer = await cycle.Site.Strong("petugas@contoh.go.id", "unit_officer", unit.OrganisationId!);
        Assert.Equal(303, (await officer.Send(page, page + "?handler=Selesai")).Status);
        Assert.Contains("ditandai selesai", (await coordinator.Get(agency)).Text, StringComparison.Ordinal);
        Assert.Contains("unit belum ditandai selesai oleh petugasnya", (await coordinator.Get(agency)).Text, StringComparison.Ordinal);
        // one who fills in does not send back
        Assert.Equal(404, (await officer.PostWithToken(page + "?handler=Kembalikan", page, ("alasan", "x"))).Status);
        var refused = await coordinator.Send(page, page + "?handler=Kembalikan");
        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Page.QuerySelector("#alasan-error"));
        Assert.Equal(303, (await coordinator.Send(page, page + "?handler=Kembalikan", ("alasan", "Foto papan standar buram"))).Status);
        Assert.Contains("Foto papan standar buram", (await officer.Get(page)).Text, StringComparison.Ordinal);
        Assert.Contains("unit dikembalikan koordinator", (await officer.Get("/kerja")).Text, StringComparison.Ordinal);
        // nothing is locked: it is put right, and finished again
        await officer.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "5", kind: "self"));
        Assert.Equal(303, (await officer.Send(page, page + "?handler=Selesai")).Status);
        Assert.Equal(303, (await officer.Send(page, page + "?handler=Belum")).Status);
        Assert.Equal(303, (await officer.Send(page, page + "?handler=Selesai")).Status);
        Assert.DoesNotContain("unit dikembalikan koordinator", (await officer.Get("/kerja")).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await coordinator.Send(agency, agency + "?handler=Kirim")).Status);
        // after that it is the agency's, and its coordinator's to take back
        Assert.Equal(404, (await officer.PostWithToken(page + "?handler=Belum", "/kerja/akun")).Status);
        using var db = cycle.Site.Database.Open();
        Assert.Equal(["unit_done", "unit_returned", "unit_done", "unit_reopened", "unit_done", "submitted"], db.Set<Platform.Audit.AuditEventRow>().Where(e => e.Action.StartsWith("self_assessment.")).OrderBy(e => e.Id).Select(e => e.Action.Substring("self_assessment.".Length)));
    }

    [Fact]
    public async Task Many_users_are_answered_page_by_page()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        using (var db = cycle.Site.Database.Open())
        {
            for (var n = 1; n <= 120; n++)
                db.Add(new AssessmentSubjectRow { Id = Guid.CreateVersion7().ToString(), AssessmentId = unit.Id, Role = SubjectRole.User, Kind = "", Number = n, Name = "", Post = "", Standing = SubjectRole.Primary, AddedAt = "2024-07-10T03:00:00.000Z" });
            db.SaveChanges();
        }
        var users = cycle.Subjects(unit.Id, SubjectRole.User);
        var last = Part(unit, "output") + "?hal=3";
        var page = await assessor.Get(last);
        Assert.Contains("Halaman 3 dari 3", page.Text, StringComparison.Ordinal);
        Assert.Contains("0 orang diwawancarai, target 30", page.Text, StringComparison.Ordinal);
        Assert.Equal(20 * 5, page.Page.QuerySelectorAll("input.value").Length);
        Assert.Equal(last + "&selesai=disimpan", (await assessor.Send(page, last, null, ("n:ou.1." + users[119].Id, "5"))).Location);
        Assert.Equal("5", cycle.Heads(unit.Id)["ou.1/" + users[119].Id]);
        // who is added and has not answered has not been reached; who has is, on whatever page
        Assert.Contains("1 orang diwawancarai, target 30", (await assessor.Get(Part(unit, "output"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_second_factor_the_desk_says_why_it_is_for_reading()
    {
        using var assessor = await cycle.Site.Member("baru@contoh.go.id", "assessor", "perwakilan-bengkulu");
        var page = await assessor.Get(Part(cycle.Unit(), "input"));
        Assert.Contains("meminta faktor kedua", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("input.value"));
    }

    [Fact]
    public async Task A_unit_without_products_and_respondents_is_told_of_and_takes_what_needs_none()
    {
        var unit = cycle.Unit();
        using (var db = cycle.Site.Database.Open())
            await db.Set<AssessmentSubjectRow>().Where(s => s.AssessmentId == unit.Id).ExecuteDeleteAsync();
        using var assessor = await cycle.Site.Visitor().As("assessor");
        Assert.Contains("1 unit tanpa produk dan responden", (await assessor.Get("/kerja/siklus/2024")).Text, StringComparison.Ordinal);
        var page = await assessor.Get(Part(unit, "input"));
        Assert.Contains("Rencana unit ini belum punya pelaksana", page.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await assessor.Send(page, Part(unit, "input"), null, ("n:in.s1", "5"))).Status);
        Assert.Contains("belum punya produk", (await assessor.Get(Part(unit, "process"))).Text, StringComparison.Ordinal);
        Assert.Equal("incomplete", cycle.Score(unit.Id).State);
    }

    [Fact]
    public async Task Pages_of_a_cycle_cost_the_same_number_of_queries_for_many_units_as_for_few()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        string[] pages = ["/kerja/siklus/2024", "/kerja/siklus/2024/instansi", "/kerja/siklus/2024/unit", "/kerja/siklus/2024/instansi/kabupaten-lebong"];
        foreach (var page in pages)
            await national.Get(page);
        var few = new List<int>();
        foreach (var page in pages)
            few.Add(await cycle.Site.Queries.During(() => national.Get(page)));
        using (var db = cycle.Site.Database.Open())
        {
            var agency = db.Set<PlannedAgencyRow>().Single(a => a.AgencyId == "kabupaten-lebong");
            var rows = new PlanRows("2024-07-10T00:00:00.000Z");
            var defaults = new PlanDefaults("2024", "2024-07-10T00:00:00.000Z", null, cycle.Site.Clock);
            var file = Patuh.Instruments.InstrumentLibrary.Get("ombudsman-2023");
            for (var n = 0; n < 40; n++)
            {
                var row = defaults.Assessment(agency, file.Instrument, 10 + n) with { Name = $"Unit {n}", Kind = "opd" };
                rows.Add(row, file, defaults.Subjects(row, file.Instrument, new Locus("opd", "lain", row.Name, false, "administrative", 2, [])));
            }
            db.Database.OpenConnection();
            using var transaction = db.Database.BeginTransaction();
            rows.Write(db.Database.GetDbConnection());
            transaction.Commit();
        }
        foreach (var (page, count) in pages.Zip(few))
            Assert.Equal(count, await cycle.Site.Queries.During(() => national.Get(page)));
    }
}
