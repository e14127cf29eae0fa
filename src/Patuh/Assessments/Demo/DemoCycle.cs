using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;
using Patuh.Scoring;

namespace Patuh.Assessments.Demo;

/// <summary>A simulated cycle for the demo: real agencies, invented answers, all stages open today. Brought by <c>patuh demo</c> alone.</summary>
internal static class DemoCycle
{
    private const string Office = "perwakilan-bengkulu";
    private const string Agency = "kabupaten-lebong";

    public static SitePart Part { get; } = new(_ => { }, _ => { }) { Prepare = db => Fill(db, TimeProvider.System) };

    public static void Fill(PatuhDb db, TimeProvider time)
    {
        if (db.Set<AssessmentCycleRow>().Any(c => c.Kind == CycleKind.Simulated) || !db.Set<PersonRow>().Any(p => p.Email == "assessor@demo.invalid"))
            return;
        var today = Stamp.Today(time);
        if (CycleFactory.DefaultMethod(today.Year) is null)
            return;
        var id = new CycleFactory(db, time).Create(By.CommandLine, today.Year, CycleKind.Simulated);
        foreach (var stage in db.Set<CycleStageRow>().Where(s => s.CycleId == id && (s.Stage == Stages.Preparation || s.Stage == Stages.Mentoring || s.Stage == Stages.Collection)).ToList())
            db.Update(new CycleStageRow { CycleId = id, Stage = stage.Stage, BeginsOn = Stamp.Of(today.AddMonths(-2)), EndsOn = Stamp.Of(today.AddMonths(6)) });
        db.SaveChanges();
        db.ChangeTracker.Clear();
        new CycleOpening(db, time).Open(By.CommandLine, id, default).GetAwaiter().GetResult();
        var assessor = Actor(db, "assessor@demo.invalid", "assessor", Office);
        Answer(db, time, id, assessor);
        var head = db.Set<PersonRow>().Single(p => p.Email == "head-of-office@demo.invalid").Id;
        new DemoVisits(db, time).Plan(assessor, [assessor.PersonId, head], Office, db.Set<AssessmentCycleRow>().Single(c => c.Id == id), Agency);
    }

    /// <summary>One unit complete, one half answered, the others empty; the agency's own view of one beside it.</summary>
    private static void Answer(PatuhDb db, TimeProvider time, string cycle, Actor assessor)
    {
        var units = db.Set<AssessmentRow>().Where(a => a.CycleId == cycle && a.AgencyId == Agency && a.Level == AssessmentLevel.Unit).OrderBy(a => a.Position).ToList();
        if (units.Count < 2)
            return;
        var log = new AnswerLog(db, time);
        var coordinator = Actor(db, "agency-coordinator@demo.invalid", "agency_coordinator", Agency);
        var random = new SeededRandom(2026);
        for (var n = 1; n <= 6; n++)
            new Subjects(db, time).AddUser(assessor, Open(db, units[0].Id), SubjectRole.User, Guid.CreateVersion7(time.GetUtcNow()).ToString(), time.GetUtcNow(), default).GetAwaiter().GetResult();
        Send(log, assessor, Open(db, units[0].Id), AnswerKind.Assessed, 1.0, random, time);
        Send(log, assessor, Open(db, units[1].Id), AnswerKind.Assessed, 0.5, random, time);
        Send(log, coordinator, Open(db, units[0].Id), AnswerKind.Self, 1.0, random, time);
    }

    private static OpenAssessment Open(PatuhDb db, string id) => OpenAssessment.Find(db, id, default).GetAwaiter().GetResult()!;

    private static Actor Actor(PatuhDb db, string email, string role, string organisation)
    {
        var person = db.Set<PersonRow>().Single(p => p.Email == email);
        return new Actor(person.Id, person.Name, email, "", strong: true, [new Grant(RoleCatalog.Current.Role(role)!, db.Set<OrganisationRow>().Single(o => o.Id == organisation))]);
    }

    private static void Send(AnswerLog log, Actor actor, OpenAssessment open, string kind, double share, SeededRandom random, TimeProvider time)
    {
        var drafts = SampleAnswers.Of(open, kind, _ => random.NextDouble() < share, random, time.GetUtcNow());
        log.Append(actor, open.Row.Id, drafts, default).GetAwaiter().GetResult();
    }
}
