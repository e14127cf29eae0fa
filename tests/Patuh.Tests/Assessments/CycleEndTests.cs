using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Visits;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteCycleEndTests : CycleEndTests<SqliteDatabase>;

public sealed class PostgresCycleEndTests : CycleEndTests<PostgresDatabase>;

/// <summary>Closing and reopening a cycle, and discarding a draft.</summary>
public abstract class CycleEndTests<T> : IDisposable where T : TestDatabase, new()
{
    private const string Home = "/kerja/siklus/2024";
    private const string End = Home + "/tutup";
    private const string Discard = Home + "/buang";

    private readonly LiveCycle<T> cycle = new(open: false);

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_cycle_is_closed_after_a_look_at_what_is_incomplete_and_reopened_with_a_reason()
    {
        await Open();
        using var national = await cycle.Site.Visitor().As("national_administrator");
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "5"));
        await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.none", "5"));
        Assert.NotNull((await national.Get(Home)).Page.QuerySelector($"a[href='{End}']"));
        var ask = await national.Get(End);
        foreach (var sentence in (string[])["13 dari 14 unit belum dimulai", "1 dari 14 unit belum lengkap", "1 jawaban tertahan", "2 instansi belum mengirim", "pengambilan data (sampai", "tidak ada lagi yang berubah"])
            Assert.Contains(sentence, ask.Text, StringComparison.Ordinal);
        Assert.Contains("2 agencies have not submitted", (await national.Get("/kerja/en/siklus/2024/tutup")).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await national.Send(ask, End, null, ("alasan", " "))).Status);
        Assert.Equal(303, (await national.Send(ask, End, null, ("alasan", "Tahun sudah selesai"))).Status);
        using (var db = cycle.Site.Database.Open())
        {
            var kept = db.Set<AuditEventRow>().Single(e => e.Action == "cycle_plan.closed");
            Assert.Equal("Tahun sudah selesai", kept.Why);
            Assert.Contains("\"units\":14,\"incomplete\":14,\"held\":1,\"selfMissing\":2", kept.AfterJson, StringComparison.Ordinal);
        }
        // what is still sent is kept without counting, and nobody changes the plan, the days, or what is held
        var (_, late) = await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "4"));
        Assert.Equal("held stage-closed", late.Fate());
        using (var db = cycle.Site.Database.Open())
        {
            var held = db.Set<AnswerEventRow>().First(e => e.Held == "indicator-unknown").Id;
            Assert.Contains("Tahap ini sudah ditutup", (await assessor.PostWithToken($"/kerja/penilaian/{unit.Id}?handler=Kesampingkan", $"/kerja/penilaian/{unit.Id}", ("jawaban", held))).Text, StringComparison.Ordinal);
        }
        Assert.Equal(404, (await national.PostWithToken(Home + "/tahap", "/kerja/akun", ("sampai-collection", "2024-12-30"))).Status);
        Assert.Equal(404, (await national.PostWithToken(Home + "/instansi/kabupaten-lebong?handler=Tambah", "/kerja/akun", ("nama", "RSUD"), ("substansi", "kesehatan"))).Status);
        Assert.Equal(404, (await national.PostWithToken(End, "/kerja/akun", ("alasan", "sekali lagi"))).Status);
        var closed = await national.Get(Home);
        Assert.Contains("Siklus ini ditutup 10 Juli 2024", closed.Text, StringComparison.Ordinal);
        Assert.Contains("Buka lagi siklus", closed.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await national.Send(End, End + "?handler=Buka")).Status);
        Assert.Equal(303, (await national.Send(End, End + "?handler=Buka", ("alasan", "Satu unit tertinggal"))).Status);
        using var after = cycle.Site.Database.Open();
        Assert.Equal("Satu unit tertinggal", after.Set<AuditEventRow>().Single(e => e.Action == "cycle_plan.reopened").Why);
        Assert.Null(after.Set<AssessmentCycleRow>().Single().ClosedAt);
        var (_, again) = await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.s2", "4"));
        Assert.Equal("counted", again.Fate());
    }

    [Fact]
    public async Task A_closed_cycle_is_closed_in_the_data()
    {
        await Open();
        using (var assessor = await cycle.Site.Visitor().As("assessor"))
            await assessor.Send(LiveCycle<T>.Answer(cycle.Unit().Id, "in.none", "5"));
        using var db = cycle.Site.Database.Open();
        var unit = cycle.Unit().Id;
        db.Database.ExecuteSqlRaw("insert into stored_file (hash, size, media_type, state, created_at) values ('aa', 1, 'application/pdf', 'clean', '2024-07-10T03:00:00.000Z')");
        Assert.Null(Refusal(Evidence("bukti-1", "2024-07-10T03:00:00.000Z")));
        Assert.Null(Refusal($"insert into evidence_use (evidence_id, assessment_id, indicator, subject_id, state, reason) values ('bukti-1', '{unit}', 'in.s1', '', 'waiting', '')"));
        using (var national = await cycle.Site.Visitor().As("national_administrator"))
        {
            cycle.Site.Clock.Now = cycle.Site.Clock.Now.AddMinutes(1);
            Assert.Equal(303, (await national.Send(End, null, ("alasan", "Selesai"))).Status);
            string[] changes =
            [
                Answer("jawab-1", "2024-07-10T03:02:00.000Z"), Evidence("bukti-2", "2024-07-10T03:02:00.000Z"), "update evidence_use set state = 'accepted'", "delete from evidence_use",
                "update answer_event set settled = 'dismissed', settled_at = '2024-07-10T03:02:00.000Z' where held <> ''", "delete from answer_event",
            ];
            Assert.Equal(["the stage is closed", "the stage is closed", "the cycle is closed", "the cycle is closed", "the cycle is closed", "answers are not removed"], changes.Select(Refusal));
            cycle.Site.Clock.Now = cycle.Site.Clock.Now.AddMinutes(2);
            Assert.Equal(303, (await national.Send(End, End + "?handler=Buka", ("alasan", "Belum selesai"))).Status);
            Assert.All(changes[..5].Except(["delete from evidence_use"]), c => Assert.Null(Refusal(c)));
            Assert.Equal("answers are not removed", Refusal("delete from answer_event"));
        }

        string Evidence(string id, string at) => $"insert into evidence (id, cycle_id, agency_id, assessment_id, kind, series_id, file_hash, name, description, version, uploaded_by, uploaded_at) values ('{id}', '2024', 'kabupaten-lebong', '{unit}', 'assessed', '{id}', 'aa', 'foto.pdf', '', 1, 'x', '{at}')";
        string Answer(string id, string at) => $"insert into answer_event (id, assessment_id, number, kind, subject_id, indicator, value, note, reason, source, device, made_at, received_at, received_on, after, content_hash, held) values ('{id}', '{unit}', 90, 'assessed', '', 'in.s1', '5', '', '', 'app', '', '{at}', '{at}', '2024-07-10', '', 'x', '')";
        string? Refusal(string sql)
        {
            try
            {
                db.Database.ExecuteSqlRaw(sql);
                return null;
            }
            catch (DbException e)
            {
                return ((string[])["the stage is closed", "the cycle is closed", "answers are not removed"]).FirstOrDefault(s => e.Message.Contains(s, StringComparison.Ordinal)) ?? e.Message;
            }
        }
    }

    [Fact]
    public async Task A_draft_is_discarded_with_all_that_refers_to_it_and_its_year_can_be_made_again()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var (_, early) = await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "5", after: [Guid.CreateVersion7().ToString()]));
        Assert.Equal("held stage-closed", early.Fate());
        Assert.Equal(303, (await national.Send("/kerja/siklus", null, ("tahun", "2025"), ("dari", "2024"))).Status);
        using (var db = cycle.Site.Database.Open())
        {
            var officer = db.Set<AssessmentSubjectRow>().First(s => s.AssessmentId == unit.Id && s.Role == SubjectRole.Officer);
            db.Set<AssessmentSubjectRow>().Where(s => s.Id == officer.Id).ExecuteUpdate(s => s.SetProperty(x => x.Name, "Budi"));
            db.Add(officer with { Id = "pengganti", Name = "Ani", ReplacesId = officer.Id });
            db.Add(new VisitTeamRow { Id = "tim", CycleId = "2024", OfficeId = "perwakilan-bengkulu", Name = "Tim 1", LeaderId = "x", MadeAt = "2024-07-10T03:00:00.000Z" });
            db.SaveChanges();
            db.Add(new VisitTeamMemberRow { TeamId = "tim", PersonId = "x" });
            db.Add(new VisitRow { Id = "kunjungan", CycleId = "2024", AssessmentId = unit.Id, TeamId = "tim", Day = "2024-08-01", Starts = "09:00", State = VisitState.Planned, MadeAt = "2024-07-10T03:00:00.000Z", ChangedAt = "2024-07-10T03:00:00.000Z" });
            db.SaveChanges();
        }
        Assert.NotNull((await national.Get(Home)).Page.QuerySelector($"a[href='{Discard}']"));
        var ask = await national.Get(Discard);
        foreach (var sentence in (string[])["2 instansi dan 14 unit", "2 responden yang sudah bernama", "1 kunjungan", "1 jawaban yang dikirim", "Penilaian 2025 disalin"])
            Assert.Contains(sentence, ask.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await national.Send(ask, Discard, null, ("alasan", ""))).Status);
        using (var db = cycle.Site.Database.Open())
            db.Set<AssessmentCycleRow>().Where(c => c.Id == "2024").ExecuteUpdate(c => c.SetProperty(x => x.Revision, x => x.Revision + 1));
        Assert.Contains("diubah orang lain", (await national.Send(ask, Discard, null, ("alasan", "Tahun keliru"))).Text, StringComparison.Ordinal);
        Assert.Equal("/kerja/siklus?selesai=rancangan-dibuang", (await national.Send(Discard, null, ("alasan", "Tahun keliru"))).Location);
        using (var db = cycle.Site.Database.Open())
        {
            Assert.Equal(["2025"], db.Set<AssessmentCycleRow>().Select(c => c.Id));
            Assert.Null(db.Set<AssessmentCycleRow>().Single().CopiedFrom);
            Assert.Equal((14, 0, 0), (db.Set<AssessmentRow>().Count(a => a.Level == AssessmentLevel.Unit), db.Set<VisitRow>().Count(), db.Set<AnswerEventRow>().Count()));
            var kept = db.Set<AuditEventRow>().Single(e => e.Action == "cycle_plan.discarded");
            Assert.Equal("Tahun keliru", kept.Why);
            Assert.Contains("\"visits\":1,\"answersHeld\":1", kept.BeforeJson, StringComparison.Ordinal);
        }
        Assert.Contains("Rancangan sudah dibuang", (await national.Get("/kerja/siklus?selesai=rancangan-dibuang")).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await national.Send("/kerja/siklus", null, ("tahun", "2024"))).Status);
        Assert.Contains("buang dahulu rancangan", (await national.Send("/kerja/siklus", null, ("tahun", "2024"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_with_a_numbered_letter_and_an_open_cycle_are_not_discarded_and_only_who_opens_cycles_ends_them()
    {
        using var national = await cycle.Site.Visitor().As("national_administrator");
        using var head = await cycle.Site.Visitor().As("head_of_office");
        Assert.Equal(404, (await national.Get(End)).Status);
        Assert.Equal(403, (await head.Get(Discard)).Status);
        Assert.Equal(403, (await head.Get(End)).Status);
        Assert.DoesNotContain("Buang rancangan", (await head.Get(Home)).Text, StringComparison.Ordinal);
        var ask = await national.Get(Discard);
        using (var db = cycle.Site.Database.Open())
        {
            db.Add(new VisitNoticeRow { Id = "surat", CycleId = "2024", AgencyId = "kabupaten-lebong", OfficeId = "perwakilan-bengkulu", Sequence = 1, Number = "1/2024", MadeAt = "2024-07-10T03:00:00.000Z", BodyHash = "x", Pdf = [1] });
            db.SaveChanges();
        }
        Assert.Contains("1 surat pemberitahuan bernomor", (await national.Get(Discard)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await national.Send(ask, Discard, null, ("alasan", "x"))).Status);
        await Open();
        Assert.Contains("Yang dibuang hanya rancangan", (await national.Get(Discard)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await national.Send(ask, Discard, null, ("alasan", "x"))).Status);
        Assert.Equal(404, (await national.Get("/kerja/siklus/2031/tutup")).Status);
        using var after = cycle.Site.Database.Open();
        Assert.Equal(CycleState.Open, after.Set<AssessmentCycleRow>().Single().State);
    }

    private async Task Open()
    {
        using var db = cycle.Site.Database.Open();
        Assert.True(await new CycleOpening(db, cycle.Site.Clock).Open(By.CommandLine, "2024", default));
    }
}
