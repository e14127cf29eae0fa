using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Visits;
using Patuh.Platform.Audit;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteVisitCorrectionTests : VisitCorrectionTests<SqliteDatabase>;

public sealed class PostgresVisitCorrectionTests : VisitCorrectionTests<PostgresDatabase>;

/// <summary>Visits that were recorded wrongly, and teams that end.</summary>
public abstract class VisitCorrectionTests<T> : VisitSite<T> where T : TestDatabase, new()
{
    [Fact]
    public async Task A_refusal_that_was_recorded_wrongly_is_put_right_with_a_reason_and_so_is_its_unit()
    {
        using var assessor = await Planned();
        var visit = Visits().First(v => v.AssessmentId == Live.Unit().Id);
        await Record(assessor, visit, "confirmed");
        Assert.Equal(303, (await Record(assessor, visit, "refused", "kepala dinas menolak")).Status);
        Assert.Equal(AssessmentStatus.Refused, Live.Unit().Status);
        var page = await assessor.Get($"{Lebong}?kunjungan={visit.Id}");
        Assert.Contains("kembali menjadi dikonfirmasi", page.Text, StringComparison.Ordinal);
        Assert.Contains("Unitnya kembali dinilai", page.Text, StringComparison.Ordinal);
        Assert.NotNull((await Correct(assessor, visit, "")).Page.QuerySelector(".govuk-error-summary a[href='#alasan']"));
        Assert.Equal(303, (await Correct(assessor, visit, "yang menolak dinas lain")).Status);
        var now = Visits().Single(v => v.Id == visit.Id);
        Assert.Equal((VisitState.Confirmed, null, null), (now.State, now.Reason, now.FormerState));
        Assert.Equal((AssessmentStatus.Assessed, null), (Live.Unit().Status, Live.Unit().Reason));
        using var db = Live.Site.Database.Open();
        Assert.Equal("yang menolak dinas lain", db.Set<AuditEventRow>().Single(e => e.Action == "visit.corrected").Why);
        Assert.Equal(2, db.Set<AuditEventRow>().Count(e => e.Action == "unit_plan.changed"));
        // what did not end is not put right
        Assert.Equal(404, (await assessor.PostWithToken($"{Lebong}?handler=Betulkan&kunjungan={visit.Id}", $"{Lebong}?kunjungan={visit.Id}", ("alasan", "x"))).Status);
    }

    [Fact]
    public async Task A_unit_that_was_not_assessed_before_goes_back_there_and_one_that_was_changed_since_stays()
    {
        using var assessor = await Planned();
        var (first, second) = (Visits()[0], Visits()[1]);
        using (var db = Live.Site.Database.Open())
            db.Set<AssessmentRow>().Where(a => a.Id == first.AssessmentId).ExecuteUpdate(a => a.SetProperty(x => x.Status, AssessmentStatus.NotAssessed).SetProperty(x => x.Reason, "digabung"));
        await Record(assessor, first, "unreachable", "banjir");
        await Record(assessor, second, "unreachable", "banjir");
        using (var db = Live.Site.Database.Open())
            db.Set<AssessmentRow>().Where(a => a.Id == second.AssessmentId).ExecuteUpdate(a => a.SetProperty(x => x.Status, AssessmentStatus.NotAssessed).SetProperty(x => x.Reason, "tutup"));
        Assert.Equal(303, (await Correct(assessor, first, "sudah surut")).Status);
        Assert.Equal(303, (await Correct(assessor, second, "sudah surut")).Status);
        using var after = Live.Site.Database.Open();
        Assert.Equal((AssessmentStatus.NotAssessed, "digabung"), after.Set<AssessmentRow>().Where(a => a.Id == first.AssessmentId).AsEnumerable().Select(a => (a.Status, a.Reason)).Single());
        Assert.Equal((AssessmentStatus.NotAssessed, "tutup"), after.Set<AssessmentRow>().Where(a => a.Id == second.AssessmentId).AsEnumerable().Select(a => (a.Status, a.Reason)).Single());
        Assert.All(Visits(), v => Assert.Equal(VisitState.Planned, v.State));
    }

    [Fact]
    public async Task A_visit_that_did_not_take_place_is_ahead_again_unless_its_unit_has_another()
    {
        using var assessor = await Planned();
        Live.Site.Clock.Now = Live.Site.Clock.Now.AddDays(30);
        using var later = await Live.Site.Visitor().As("assessor");
        var visit = Visits()[0];
        Assert.Equal(303, (await Record(later, visit, "done")).Status);
        using (var db = Live.Site.Database.Open())
        {
            db.Add(visit with { Id = "dua", Day = "2024-08-20", State = VisitState.Planned });
            db.SaveChanges();
        }
        Assert.Contains("sudah punya kunjungan lain", (await Correct(later, visit, "salah tekan")).Text, StringComparison.Ordinal);
        using (var db = Live.Site.Database.Open())
            db.Set<VisitRow>().Where(v => v.Id == "dua").ExecuteUpdate(v => v.SetProperty(x => x.State, VisitState.Cancelled));
        Assert.Equal(303, (await Correct(later, visit, "salah tekan")).Status);
        Assert.Equal(303, (await Move(later, Visits().Single(v => v.Id == visit.Id), "2024-08-21", "09:00")).Status);
        // an agency puts nothing right
        using var coordinator = await Live.Site.Visitor().As("agency_coordinator");
        Assert.Null((await coordinator.Get($"{Lebong}?kunjungan={visit.Id}")).Page.QuerySelector("main form[method=post]"));
    }

    [Fact]
    public async Task A_team_ends_after_a_question_once_it_has_no_visits_ahead_and_what_it_visited_stays()
    {
        using var assessor = await Planned();
        var team = Visits()[0].TeamId;
        var (ask, end) = ($"{Teams}&bubar={team}", $"{Teams}&handler=Bubarkan&tim={team}");
        var asked = await assessor.Get(ask);
        Assert.Contains($"masih punya {Visits().Count} kunjungan ke depan", asked.Text, StringComparison.Ordinal);
        Assert.NotNull((await assessor.PostWithToken(end, Teams)).Page.QuerySelector(".govuk-error-summary a[href='#bubar']"));
        using (var db = Live.Site.Database.Open())
            db.Set<VisitRow>().ExecuteUpdate(v => v.SetProperty(x => x.State, VisitState.Done));
        Assert.Equal(303, (await assessor.Send(ask, end)).Status);
        Assert.Contains("Sudah dibubarkan: Tim 1", (await assessor.Get(Teams)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await assessor.PostWithToken(end, Teams)).Status);
        // its past week shows it, an empty one does not, and nothing is planned for it
        Assert.Contains("Tim 1", (await assessor.Get(Root)).Page.QuerySelector(".week")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Tim 1", (await assessor.Get(Root + "?minggu=2024-09-02")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tim 1", (await assessor.Get(Lebong)).Page.QuerySelectorAll("select").Select(s => s.TextContent));
        // its name is free, and a visit that is put right can still be moved away
        var person = Person("assessor");
        Assert.Equal(303, (await assessor.Send(Teams, Teams, ("nama", "Tim 1"), ("anggota", person), ("ketua", person))).Status);
        Assert.Equal(303, (await Correct(assessor, Visits()[0], "belum")).Status);
        Assert.Contains("sudah dibubarkan", (await assessor.Get($"{Lebong}?kunjungan={Visits()[0].Id}")).Page.QuerySelector("#tim-pindah")!.TextContent, StringComparison.Ordinal);
        using var after = Live.Site.Database.Open();
        var other = after.Set<VisitTeamRow>().Single(t => t.EndedAt == null).Id;
        Assert.Equal(303, (await assessor.Send($"{Lebong}?kunjungan={Visits()[0].Id}", $"{Lebong}?handler=Pindah&kunjungan={Visits()[0].Id}", ("hari", "2024-07-22"), ("jam", "09:00"), ("tim", other))).Status);
        Assert.Equal(1, after.Set<AuditEventRow>().Count(e => e.Action == "visit_team.ended"));
    }

    private async Task<Visitor> Planned()
    {
        var assessor = await Live.Site.Visitor().As("assessor");
        await Team(assessor);
        await Plan(assessor);
        return assessor;
    }

    private static Task<Answer> Record(Visitor visitor, VisitRow visit, string state, string why = "") => visitor.Send($"{Lebong}?kunjungan={visit.Id}", $"{Lebong}?handler=Catat&kunjungan={visit.Id}", ("keadaan", state), ("alasan", why));

    private static Task<Answer> Correct(Visitor visitor, VisitRow visit, string why) => visitor.Send($"{Lebong}?kunjungan={visit.Id}", $"{Lebong}?handler=Betulkan&kunjungan={visit.Id}", ("alasan", why));
}
