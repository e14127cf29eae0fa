using System.Data.Common;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Answers;

/// <summary>Writes rows of answers at the speed of the database: a workbook brings thousands.</summary>
internal static class AnswerRowsWriter
{
    public static void Events(DbConnection connection, IReadOnlyList<AnswerEventRow> events)
    {
        using var rows = BulkWriter.Open(connection, "answer_event",
            "id", "assessment_id", "number", "kind", "subject_id", "indicator", "value", "note", "reason", "source", "device", "made_at", "person_id", "received_at", "received_on", "after", "content_hash", "held");
        foreach (var e in events)
            rows.Text(e.Id).Text(e.AssessmentId).Integer(e.Number).Text(e.Kind).Text(e.SubjectId).Text(e.Indicator).Text(e.Value).Text(e.Note).Text(e.Reason).Text(e.Source).Text(e.Device)
                .Text(e.MadeAt).TextOrNull(e.PersonId).Text(e.ReceivedAt).Text(e.ReceivedOn).Text(e.After).Text(e.ContentHash).Text(e.Held).EndRow();
        rows.Complete();
    }

    public static void After(DbConnection connection, IReadOnlyList<AnswerAfterRow> after)
    {
        if (after.Count == 0)
            return;
        using var rows = BulkWriter.Open(connection, "answer_after", "event_id", "after_id");
        foreach (var row in after)
            rows.Text(row.EventId).Text(row.AfterId).EndRow();
        rows.Complete();
    }

    public static void Heads(DbConnection connection, IReadOnlyList<AnswerHeadRow> heads)
    {
        if (heads.Count == 0)
            return;
        using var rows = BulkWriter.Open(connection, "answer_head", "assessment_id", "kind", "indicator", "subject_id", "event_id", "value");
        foreach (var h in heads)
            rows.Text(h.AssessmentId).Text(h.Kind).Text(h.Indicator).Text(h.SubjectId).Text(h.EventId).Text(h.Value).EndRow();
        rows.Complete();
    }
}
