using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Accounts.Roles;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Answers;

/// <summary>
/// A server compiles what it does while it does it for the first times, and hundreds who begin to answer in the morning would wait for that. So before it listens it
/// saves answers in earnest, of assessments of open cycles, each in a transaction that is taken back: nothing of it stays, and nobody sees it.
/// </summary>
internal static class Rehearsal
{
    private const int Desks = 16;
    private const int Turns = 60;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>A cycle that is open is worth the second or two; without one there is nobody who waits. Gives back how many answers were kept before they were taken back.</summary>
    public static async Task<int> Run(IServiceProvider services, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            var (me, assessments) = await Cast(services, cancel);
            return (await Task.WhenAll(assessments.Select(a => Task.Run(() => Desk(services, me!, a, begun, cancel), cancel)))).Sum();
        }
        catch (Exception e)
        {
            // whatever is wrong, a server that does not rehearse serves all the same; whoever comes first hears of it
            services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Rehearsal)).LogWarning("answers could not be rehearsed before the start: {Problem}", e.GetType().Name);
            return 0;
        }
    }

    private static async Task<(Actor? Me, List<string> Assessments)> Cast(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PatuhDb>();
        if (await db.Set<PersonRow>().OrderBy(p => p.Id).Select(p => p.Id).FirstOrDefaultAsync(cancel) is not { } person || await db.Set<OrganisationRow>().FindAsync([OrganisationRow.HeadOfficeId], cancel) is not { } nation)
            return (null, []);
        var role = RoleCatalog.Current.AllRoles.First(r => r.Rights.Contains(Right.AnswersWrite));
        var assessments = await (
            from a in db.Set<AssessmentRow>()
            join c in db.Set<AssessmentCycleRow>() on a.CycleId equals c.Id
            where c.State == CycleState.Open && a.Status == AssessmentStatus.Assessed
            orderby a.Id
            select a.Id).Take(db.Database.IsSqlite() ? 1 : Desks).ToListAsync(cancel);
        return (new Actor(person, "", "", "", strong: true, [new Grant(role, nation)]), assessments);
    }

    private static async Task<int> Desk(IServiceProvider services, Actor me, string assessment, long begun, CancellationToken cancel)
    {
        var taken = 0;
        for (var turn = 0; turn < Turns && Stopwatch.GetElapsedTime(begun) < Longest; turn++)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PatuhDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            if (await OpenAssessment.Find(db, assessment, cancel) is not { } open
                || Method.Of(open.File, AnswerKind.Assessed).Dimensions(open.Row.Level).SelectMany(d => d.Variables).SelectMany(v => v.Indicators).FirstOrDefault(i => SubjectRole.Of(i.Subject) is null) is not { } indicator)
                return taken;
            var outcomes = await scope.ServiceProvider.GetRequiredService<AnswerLog>().Append(me, assessment,
                [new AnswerDraft(Guid.CreateVersion7().ToString(), AnswerKind.Assessed, "", indicator.Code, "1", "", "", [], DateTimeOffset.UnixEpoch, "", "app")], cancel);
            await transaction.RollbackAsync(CancellationToken.None);
            // where somebody holds the pen it is kept without counting, which compiles nearly as much
            taken += outcomes[0].Fate is AnswerFate.Refused ? 0 : 1;
        }
        return taken;
    }
}
