using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Cycles;
using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

/// <summary>Products and respondents in the middle of a cycle: added, taken off, put back, replaced; counts and score are right after each.</summary>
public abstract class RespondentTests<T> : IDisposable where T : TestDatabase, new()
{
    private readonly LiveCycle<T> cycle = new();

    [Fact]
    public async Task A_product_that_is_added_is_asked_about_and_one_that_is_taken_off_counts_no_more_until_it_is_put_back()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var page = Page(unit);
        await Fill(assessor, unit);
        var (score, parts) = (cycle.Score(unit.Id).Hundredths, Counts(unit));
        Assert.Equal("scored", cycle.Score(unit.Id).State);
        var refused = await assessor.Send(page, page + "?handler=Tambah", ("nama", " "));
        Assert.Equal(400, refused.Status);
        Assert.Equal(303, (await assessor.Send(page, page + "?handler=Tambah", ("nama", "Izin apotek"), ("golongan", "service"))).Status);
        var added = cycle.Subjects(unit.Id, SubjectRole.Product)[^1];
        Assert.Equal(("Izin apotek", "service", cycle.Subjects(unit.Id, SubjectRole.Product).Count), (added.Name, added.Kind, added.Number));
        Assert.Equal("incomplete", cycle.Score(unit.Id).State);
        Assert.True(Counts(unit).Sum(p => p.Required) > parts.Sum(p => p.Required));
        var indicator = InstrumentLibrary.Get(unit.InstrumentId).Instrument.Dimensions.SelectMany(d => d.Variables).SelectMany(v => v.Indicators).First(i => i.Subject == Scoring.Subject.Product).Code;
        var (_, json) = await assessor.Send(LiveCycle<T>.Answer(unit.Id, indicator, "1", added.Id), LiveCycle<T>.Answer(unit.Id, indicator, "2", added.Id));
        Assert.Equal("conflict", json.Fate(1));
        Assert.Equal(400, (await assessor.Send(page + "?cabut=" + added.Id, page + "?handler=Cabut")).Status);
        Assert.Equal(303, (await assessor.Send(page + "?cabut=" + added.Id, page + "?handler=Cabut", ("alasan", "Ternyata layanan instansi lain"))).Status);
        // as if it had never been there, conflict included
        Assert.Equal((score, "scored"), (cycle.Score(unit.Id).Hundredths, cycle.Score(unit.Id).State));
        Assert.Equal(parts, Counts(unit));
        var (_, late) = await assessor.Send(LiveCycle<T>.Answer(unit.Id, indicator, "5", added.Id));
        Assert.Equal("held subject-withdrawn", late.Fate());
        Assert.DoesNotContain("Izin apotek", (await assessor.Get($"/kerja/penilaian/{unit.Id}/isi/process")).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await assessor.Send(page, page + "?handler=Kembalikan")).Status);
        Assert.Equal("incomplete", cycle.Score(unit.Id).State);
        Assert.Equal(1, Counts(unit).Sum(p => p.Conflicts));
        Assert.Equal(["respondent_plan.added", "respondent_plan.withdrawn", "respondent_plan.restored"], Audited("respondent_plan"));
    }

    [Fact]
    public async Task A_replacement_is_kept_ready_beforehand_and_its_answers_are_worth_what_the_method_says()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var page = Page(unit);
        HalveReplacements(unit);
        await Fill(assessor, unit);
        var before = cycle.Score(unit.Id).Hundredths;
        Assert.Equal(303, (await assessor.PostWithToken(page + "?handler=Tambah", page, ("peran", SubjectRole.Officer), ("nama", "Rina Marlina"), ("jabatan", "Staf loket"), ("cadangan", "ya"))).Status);
        var ready = cycle.Subjects(unit.Id, SubjectRole.Officer)[^1];
        Assert.Equal((SubjectRole.Replacement, "Staf loket"), (ready.Standing, ready.Post));
        // one who is only kept ready changes nothing
        Assert.Equal((before, "scored"), (cycle.Score(unit.Id).Hundredths, cycle.Score(unit.Id).State));
        Assert.Contains("Rina Marlina (pengganti)", (await assessor.Get($"/kerja/penilaian/{unit.Id}/isi/input")).Text, StringComparison.Ordinal);
        // in the place of a main officer: the same answers, from a replacement
        var main = cycle.Subjects(unit.Id, SubjectRole.Officer)[0];
        Assert.Equal(303, (await assessor.Send(page + "?ubah=" + main.Id, page + "?handler=Ubah", ("nama", "Budi Santoso"))).Status);
        Assert.Equal(303, (await assessor.Send(page + "?cabut=" + main.Id, page + "?handler=Cabut", ("alasan", "Sakit pada hari kunjungan"))).Status);
        Assert.Equal("incomplete", cycle.Score(unit.Id).State);
        var officers = InstrumentLibrary.Get(unit.InstrumentId).Instrument.Dimensions.SelectMany(d => d.Variables).SelectMany(v => v.Indicators).Where(i => i.Subject == Scoring.Subject.Officer).ToList();
        await assessor.Send([.. officers.Select(i => LiveCycle<T>.Answer(unit.Id, i.Code, "5", ready.Id))]);
        Assert.Equal("scored", cycle.Score(unit.Id).State);
        Assert.True(cycle.Score(unit.Id).Hundredths < before, $"{cycle.Score(unit.Id).Hundredths} with a replacement, {before} with the main officer");
    }

    [Fact]
    public async Task A_replacement_is_undone_and_the_first_is_asked_again()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var page = Page(unit);
        await Fill(assessor, unit);
        var before = cycle.Score(unit.Id).Hundredths;
        var officer = cycle.Subjects(unit.Id, SubjectRole.Officer)[0];
        await assessor.Send(page + "?ubah=" + officer.Id, page + "?handler=Ubah", ("nama", "Budi Santoso"));
        await assessor.Send(page + "?ganti=" + officer.Id, page + "?handler=Ganti", ("nama", "Sri Wahyuni"), ("alasan", "Cuti"));
        var second = cycle.Subjects(unit.Id, SubjectRole.Officer).Single(s => s.ReplacesId == officer.Id);
        Assert.Contains("Batalkan penggantian", (await assessor.Get(page)).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await assessor.Send(page, page + "?handler=Kembalikan")).Status);
        var officers = cycle.Subjects(unit.Id, SubjectRole.Officer);
        Assert.Null(officers.Single(s => s.Id == officer.Id).EndedAt);
        Assert.NotNull(officers.Single(s => s.Id == second.Id).EndedAt);
        Assert.Equal(before, cycle.Score(unit.Id).Hundredths);
        Assert.Contains("respondent_plan.replacement_undone", Audited("respondent_plan"));
    }

    [Fact]
    public async Task A_user_who_stops_is_taken_off_and_only_those_who_answered_are_counted_as_reached()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var page = Page(unit);
        for (var n = 0; n < 3; n++)
            Assert.Equal(303, (await assessor.Send(page, page + "?handler=Pengguna", ("setuju", "ya"))).Status);
        var users = cycle.Subjects(unit.Id, SubjectRole.User);
        var dimension = InstrumentLibrary.Get(unit.InstrumentId).Instrument.Dimensions.First(d => d.Variables.SelectMany(v => v.Indicators).Any(i => i.Subject == Scoring.Subject.User));
        var question = dimension.Variables.SelectMany(v => v.Indicators).First(i => i.Subject == Scoring.Subject.User).Code;
        await assessor.Send(LiveCycle<T>.Answer(unit.Id, question, "5", users[0].Id), LiveCycle<T>.Answer(unit.Id, question, "1", users[1].Id));
        Assert.Equal("2 orang diwawancarai", await Reached());
        var without = cycle.Parts(unit.Id)[dimension.Code].Reached;
        Assert.Equal(303, (await assessor.Send(page + "?cabut=" + users[1].Id, page + "?handler=Cabut", ("alasan", "Berhenti di tengah wawancara"))).Status);
        Assert.Equal("1 orang diwawancarai", await Reached());
        Assert.Equal(without - 1, cycle.Parts(unit.Id)[dimension.Code].Reached);
        // what a device sends of them later is kept apart, and cannot be accepted while they are off the plan
        var (_, late) = await assessor.Send(LiveCycle<T>.Answer(unit.Id, question, "3", users[1].Id));
        Assert.Equal("held subject-withdrawn", late.Fate());
        var overview = "/kerja/penilaian/" + unit.Id;
        var refused = await assessor.Send(overview, overview + "?handler=Terima");
        Assert.Equal(400, refused.Status);
        Assert.Contains("kembalikan dahulu ia ke rencana", refused.Text, StringComparison.Ordinal);
        // the number of one who is gone is not given away again
        Assert.Equal(303, (await assessor.Send(page, page + "?handler=Pengguna", ("setuju", "ya"))).Status);
        Assert.Equal([1, 2, 3, 4], cycle.Subjects(unit.Id, SubjectRole.User).Select(u => u.Number));
        Assert.Equal(303, (await assessor.Send(page, page + "?handler=Kembalikan")).Status);
        Assert.Equal("2 orang diwawancarai", await Reached());

        async Task<string> Reached()
        {
            var text = (await assessor.Get($"/kerja/penilaian/{unit.Id}/isi/{dimension.Code}")).Text;
            var at = text.IndexOf(" orang diwawancarai", StringComparison.Ordinal);
            return text[(text.LastIndexOfAny(['\n', ' ', '>'], at - 1) + 1)..(at + " orang diwawancarai".Length)].Trim();
        }
    }

    [Fact]
    public async Task Officers_are_confirmed_at_once_and_a_confirmation_is_undone()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        using var coordinator = await cycle.Site.Visitor().As("agency_coordinator");
        var unit = cycle.Unit();
        var page = Page(unit);
        foreach (var officer in cycle.Subjects(unit.Id, SubjectRole.Officer).Take(2))
            await assessor.Send(page + "?ubah=" + officer.Id, page + "?handler=Ubah", ("nama", "Petugas " + officer.Number));
        Assert.Equal(303, (await assessor.PostWithToken(page + "?handler=Konfirmasi", page)).Status);
        var confirmed = cycle.Subjects(unit.Id, SubjectRole.Officer).Where(o => o.ConfirmedAt is not null).ToList();
        Assert.Equal(["Petugas 1", "Petugas 2"], confirmed.Select(o => o.Name));
        Assert.Equal(303, (await assessor.Send(page, page + "?handler=BatalKonfirmasi")).Status);
        Assert.Single(cycle.Subjects(unit.Id, SubjectRole.Officer), o => o.ConfirmedAt is not null);
        Assert.Contains("respondent_plan.unconfirmed", Audited("respondent_plan"));
        // the agency that is asked changes nothing of it
        foreach (var handler in (string[])["Tambah", "Cabut", "Kembalikan", "BatalKonfirmasi", "Pengguna"])
            Assert.Equal(404, (await coordinator.PostWithToken($"{page}?handler={handler}", page, ("subjek", confirmed[0].Id), ("peran", SubjectRole.Officer), ("nama", "X"), ("setuju", "ya"), ("alasan", "ya"))).Status);
    }

    [Fact]
    public async Task What_is_asked_about_does_not_change_after_the_answers_are_in()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var page = Page(unit);
        using (var db = cycle.Site.Database.Open())
            await db.Set<CycleStageRow>().Where(s => s.Stage == Stages.Collection).ExecuteUpdateAsync(s => s.SetProperty(x => x.ClosedAt, "2024-07-10T00:00:00.000Z"), TestContext.Current.CancellationToken);
        var product = cycle.Subjects(unit.Id, SubjectRole.Product)[0];
        Assert.DoesNotContain("Tambah produk atau petugas", (await assessor.Get(page)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await assessor.PostWithToken(page + "?handler=Tambah", page, ("peran", SubjectRole.Product), ("nama", "X"))).Status);
        Assert.Equal(404, (await assessor.PostWithToken(page + "?handler=Cabut", page, ("subjek", product.Id), ("alasan", "X"))).Status);
        // a name is put right at any time
        Assert.Equal(303, (await assessor.Send(page + "?ubah=" + product.Id, page + "?handler=Ubah", ("nama", "Izin praktik dokter"), ("golongan", "service"))).Status);
        Assert.Equal(("Izin praktik dokter", "service"), (cycle.Subjects(unit.Id, SubjectRole.Product)[0].Name, cycle.Subjects(unit.Id, SubjectRole.Product)[0].Kind));
    }

    [Fact]
    public async Task An_answer_of_a_respondent_who_was_replaced_is_accepted_by_who_knows_better_and_one_after_its_stage_when_it_is_open_again()
    {
        using var assessor = await cycle.Site.Visitor().As("assessor");
        var unit = cycle.Unit();
        var (page, overview) = (Page(unit), "/kerja/penilaian/" + unit.Id);
        var officer = cycle.Subjects(unit.Id, SubjectRole.Officer)[0];
        await assessor.Send(page + "?ubah=" + officer.Id, page + "?handler=Ubah", ("nama", "Budi Santoso"));
        await assessor.Send(page + "?ganti=" + officer.Id, page + "?handler=Ganti", ("nama", "Sri Wahyuni"), ("alasan", "Cuti"));
        var (_, late) = await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.k1", "4", officer.Id));
        Assert.Equal("held subject-ended", late.Fate());
        Assert.Equal(303, (await assessor.Send(overview, overview + "?handler=Terima")).Status);
        Assert.Equal(("4", 0), (cycle.Heads(unit.Id)["in.k1/" + officer.Id], cycle.Score(unit.Id).Held));
        Stage("2024-07-10T00:00:00.000Z");
        var (_, closed) = await assessor.Send(LiveCycle<T>.Answer(unit.Id, "in.s1", "5"));
        Assert.Equal("held stage-closed", closed.Fate());
        var refused = await assessor.Send(overview, overview + "?handler=Terima");
        Assert.Equal(400, refused.Status);
        Assert.Contains("asesor dapat menerimanya bila tahapnya dibuka lagi", refused.Text, StringComparison.Ordinal);
        Stage(null);
        Assert.Equal(303, (await assessor.Send(overview, overview + "?handler=Terima")).Status);
        Assert.Equal("5", cycle.Heads(unit.Id)["in.s1"]);

        void Stage(string? closedAt)
        {
            using var db = cycle.Site.Database.Open();
            db.Set<CycleStageRow>().Where(s => s.Stage == Stages.Collection).ExecuteUpdate(s => s.SetProperty(x => x.ClosedAt, closedAt));
        }
    }

    [Fact]
    public async Task Members_of_the_public_are_interviewed_about_an_agency_as_its_method_of_2025_asks()
    {
        cycle.Site.Clock.Now = new DateTimeOffset(2026, 7, 10, 3, 0, 0, TimeSpan.Zero);
        using (var db = cycle.Site.Database.Open())
        {
            new CycleFactory(db, cycle.Site.Clock).Create(By.CommandLine, 2026, CycleKind.Real, only: ["kabupaten-lebong"]);
            await new CycleOpening(db, cycle.Site.Clock).Open(By.CommandLine, "2026", default);
        }
        using var assessor = await cycle.Site.Visitor().As("assessor");
        AssessmentRow agency;
        using (var db = cycle.Site.Database.Open())
            agency = db.Set<AssessmentRow>().Single(a => a.CycleId == "2026" && a.Level == AssessmentLevel.Agency);
        var page = Page(agency);
        Assert.Equal(303, (await assessor.Send(page, page + "?handler=Pengguna", ("setuju", "ya"))).Status);
        var met = Assert.Single(cycle.Subjects(agency.Id, SubjectRole.Public));
        var other = Guid.CreateVersion7().ToString();
        var (_, json) = await assessor.PostJson("/kerja/api/v1/respondents", new
        {
            respondents = new object[]
            {
                new { assessment = agency.Id, id = other, consentedAt = "2026-07-10T09:00:00+07:00", role = "public" },
                new { assessment = agency.Id, id = Guid.CreateVersion7().ToString(), consentedAt = "2026-07-10T09:00:00+07:00", role = "user" },
                new { assessment = agency.Id, id = Guid.CreateVersion7().ToString(), consentedAt = "2026-07-10T09:00:00+07:00", role = "officer" },
            },
        });
        Assert.Equal(("added", "refused users-not-asked", "refused users-not-asked"), (json.Fate(0), json.Fate(1), json.Fate(2)));
        var (_, taken) = await assessor.Send(LiveCycle<T>.Answer(agency.Id, "tr.1", "4", met.Id), LiveCycle<T>.Answer(agency.Id, "tr.1", "2", other));
        Assert.Equal(("counted", "counted"), (taken.Fate(0), taken.Fate(1)));
        Assert.Contains("2 orang diwawancarai, target 30", (await assessor.Get($"/kerja/penilaian/{agency.Id}/isi/trust")).Text, StringComparison.Ordinal);
        // they are asked on the day: a copy of the plan does not take them over
        using var copied = cycle.Site.Database.Open();
        new CycleFactory(copied, cycle.Site.Clock).Create(By.CommandLine, 2027, CycleKind.Real, from: "2026");
        Assert.Equal(0, copied.Set<AssessmentSubjectRow>().Count(s => s.Role == SubjectRole.Public && copied.Set<AssessmentRow>().Any(a => a.Id == s.AssessmentId && a.CycleId == "2027")));
    }

    /// <summary>The bundled methods say nothing of replacements, for nothing is public; this one does.</summary>
    private void HalveReplacements(AssessmentRow unit)
    {
        using var db = cycle.Site.Database.Open();
        var body = db.Set<InstrumentRow>().Single(i => i.Id == unit.InstrumentId && i.Version == unit.InstrumentVersion).Body.Replace("            subject: officer\n", "            subject: officer\n            replacement_factor: 0.5\n", StringComparison.Ordinal);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body)));
        db.Set<InstrumentRow>().Where(i => i.Id == unit.InstrumentId && i.Version == unit.InstrumentVersion).ExecuteUpdate(i => i.SetProperty(x => x.Body, body).SetProperty(x => x.Hash, hash));
    }

    private static string Page(AssessmentRow unit) => $"/kerja/penilaian/{unit.Id}/responden";

    /// <summary>Every answer that the method asks for, all 5.</summary>
    private async Task Fill(Visitor assessor, AssessmentRow unit)
    {
        // users are not planned: as many as the method asks for
        await assessor.PostJson("/kerja/api/v1/respondents", new { respondents = Enumerable.Range(0, 30).Select(_ => new { assessment = unit.Id, id = Guid.CreateVersion7().ToString(), consentedAt = "2024-07-10T09:00:00+07:00" }) });
        await assessor.Send([.. cycle.All(unit, _ => "5")]);
    }

    private List<(string Part, int Required, int Given, int Reached, int Conflicts, int? Hundredths)> Counts(AssessmentRow unit) =>
        [.. cycle.Parts(unit.Id).Values.OrderBy(p => p.Part, StringComparer.Ordinal).Select(p => (p.Part, p.Required, p.Given, p.Reached, p.Conflicts, p.Hundredths))];

    private List<string> Audited(string beginning)
    {
        using var db = cycle.Site.Database.Open();
        return [.. db.Set<AuditEventRow>().Where(e => e.Action.StartsWith(beginning) && e.Action != "respondent_plan.user_added").OrderBy(e => e.Id).Select(e => e.Action)];
    }

    public void Dispose()
    {
        cycle.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteRespondentTests : RespondentTests<SqliteDatabase>;

public sealed class PostgresRespondentTests : RespondentTests<PostgresDatabase>;
