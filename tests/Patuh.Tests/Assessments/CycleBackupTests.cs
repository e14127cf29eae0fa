using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Tests.Support;

namespace Patuh.Tests.Assessments;

public sealed class SqliteCycleBackupTests : CycleBackupTests<SqliteDatabase>;

public sealed class PostgresCycleBackupTests : CycleBackupTests<PostgresDatabase>;

/// <summary>A live cycle in a backup.</summary>
public abstract class CycleBackupTests<T> : BackupRunner<T> where T : TestDatabase, new()
{
    [Fact]
    public async Task A_restored_backup_has_every_answer_of_a_stage_that_is_closed_by_now()
    {
        Site.Clock.Now = new DateTimeOffset(2024, 7, 10, 3, 0, 0, TimeSpan.Zero);
        using (var visitor = await Site.Member("asesor@contoh.go.id", "assessor", "perwakilan-bengkulu"))
        using (var db = Site.Database.Open())
        {
            new CycleFactory(db, Site.Clock).Create(By.CommandLine, 2024, CycleKind.Real);
            await new CycleOpening(db, Site.Clock).Open(By.CommandLine, "2024", default);
            var person = db.Set<Patuh.Accounts.People.PersonRow>().Single();
            var actor = new Actor(person.Id, person.Name, person.Email!, "", strong: true, [new Grant(RoleCatalog.Current.Role("assessor")!, db.Find<OrganisationRow>("perwakilan-bengkulu")!)]);
            var unit = db.Set<AssessmentRow>().First(a => a.AgencyId == "kabupaten-lebong");
            foreach (var indicator in (string[])["in.s1", "in.x"])
                await new AnswerLog(db, Site.Clock).Append(actor, unit.Id, [new AnswerDraft(Guid.CreateVersion7().ToString(), "assessed", "", indicator, "5", "", "", [], Site.Clock.Now, "", "app")], default);
            db.Set<CycleStageRow>().ExecuteUpdate(s => s.SetProperty(x => x.ClosedAt, "2024-07-10T05:00:00.000Z"));
            db.Set<AssessmentCycleRow>().ExecuteUpdate(s => s.SetProperty(x => x.State, CycleState.Closed).SetProperty(x => x.ClosedAt, "2024-07-10T05:00:00.000Z"));
        }
        var file = Folder["siklus.patuh"];
        var backup = Backup(file);
        Assert.True(backup.Status == 0, backup.Errors);
        var restored = Restore(Folder["pulih.db"], file);
        Assert.True(restored.Status == 0, restored.Errors);
        using var copy = new DatabaseConfiguration(Folder["pulih.db"]).Open();
        Assert.Equal(["", "indicator-unknown"], copy.Set<AnswerEventRow>().OrderBy(e => e.Number).Select(e => e.Held).ToList());
        Assert.Equal("5", copy.Set<AnswerHeadRow>().Single().Value);
    }
}
