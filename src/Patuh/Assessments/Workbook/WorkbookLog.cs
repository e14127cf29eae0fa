using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Answers;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Workbook;

/// <summary>What was answered so far, as far as a workbook that comes back has to know: two queries, whatever the number of answers.</summary>
internal sealed class WorkbookLog
{
    private readonly Dictionary<string, AnswerEventRow> events;
    private readonly ILookup<(string Indicator, string Subject), AnswerEventRow> heads;
    private readonly Dictionary<(string Indicator, string Subject), AnswerEventRow> own;

    private WorkbookLog(List<AnswerEventRow> events, List<string> standing, string device, string personId)
    {
        this.events = events.ToDictionary(e => e.Id, StringComparer.Ordinal);
        heads = standing.Select(id => this.events[id]).OrderBy(e => e.Number).ToLookup(e => (e.Indicator, e.SubjectId));
        own = events.Where(e => e.Source == AnswerSource.Workbook && e.Device == device && e.PersonId == personId)
            .GroupBy(e => (e.Indicator, e.SubjectId)).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Number)!);
    }

    public static async Task<WorkbookLog> Read(PatuhDb db, WorkbookAbout about, string personId, CancellationToken cancel)
    {
        var standing = await db.Set<AnswerHeadRow>().Where(h => h.AssessmentId == about.Assessment && h.Kind == about.Kind).Select(h => h.EventId).ToListAsync(cancel);
        var events = await db.Set<AnswerEventRow>().Where(e => e.AssessmentId == about.Assessment && e.Kind == about.Kind).ToListAsync(cancel);
        return new(events, [.. standing.Intersect(events.Select(e => e.Id))], about.Device, personId);
    }

    public AnswerEventRow? Find(string id) => events.GetValueOrDefault(id);

    /// <summary>What stands in a cell now.</summary>
    public IReadOnlyList<AnswerEventRow> Heads(string indicator, string subject) => [.. heads[(indicator, subject)]];

    /// <summary>What the same person last brought with the same workbook: whoever goes on filling it in has seen that.</summary>
    public AnswerEventRow? Own(string indicator, string subject) => own.GetValueOrDefault((indicator, subject));
}
