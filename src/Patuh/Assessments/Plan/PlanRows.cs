using System.Data.Common;
using Patuh.Assessments.Answers;
using Patuh.Instruments;
using Patuh.Platform.Data;
using Patuh.Scoring;

namespace Patuh.Assessments.Plan;

/// <summary>Rows of a plan, collected and then written at the speed of the database: four thousand units with their subjects and parts.</summary>
internal sealed class PlanRows(string now)
{
    private readonly Dictionary<(string Hash, string Kind, string Level, int Products), Tally> empty = [];

    public List<PlannedAgencyRow> Agencies { get; } = [];

    public List<AssessmentRow> Assessments { get; } = [];

    public List<AssessmentSubjectRow> Subjects { get; } = [];

    /// <summary>How many answers of assessors the assessment that came last asks for.</summary>
    public int LastAsked { get; private set; }

    private readonly List<(string Assessment, string Kind, Tally Tally)> tallies = [];

    /// <summary>Adds an assessment with its subjects, and the counts of what it asks for.</summary>
    public void Add(AssessmentRow assessment, InstrumentFile file, IReadOnlyList<AssessmentSubjectRow> subjects)
    {
        Assessments.Add(assessment);
        Subjects.AddRange(subjects);
        Count(assessment, file, subjects);
    }

    /// <summary>Adds the counts of what an assessment that is there asks for.</summary>
    /// <returns>How many answers of assessors that is.</returns>
    public int Count(AssessmentRow assessment, InstrumentFile file, IReadOnlyList<AssessmentSubjectRow> subjects)
    {
        var asked = 0;
        var products = subjects.Count(s => s.Role == SubjectRole.Product);
        foreach (var kind in AnswerKind.All)
        {
            if (!Method.Of(file, kind).Dimensions(assessment.Level).Any())
                continue;
            var key = (file.Hash, kind, assessment.Level, products);
            if (!empty.TryGetValue(key, out var tally))
                empty.Add(key, tally = Tally.Of(Method.Of(file, kind), assessment.Level, subjects, []));
            tallies.Add((assessment.Id, kind, tally));
            asked += kind == AnswerKind.Assessed ? tally.Parts.Sum(p => p.Required) : 0;
        }
        return LastAsked = asked;
    }

    public void Write(DbConnection connection)
    {
        WriteAgencies(connection);
        WriteAssessments(connection);
        WriteSubjects(connection);
        using (var rows = BulkWriter.Open(connection, "assessment_part", "assessment_id", "kind", "part", "required", "given", "wanted", "reached", "conflicts", "notes"))
        {
            foreach (var (assessment, kind, tally) in tallies)
                foreach (var part in tally.Parts)
                    rows.Text(assessment).Text(kind).Text(part.Part).Integer(part.Required).Integer(0).Integer(part.Wanted).Integer(0).Integer(0).Integer(0).EndRow();
            rows.Complete();
        }
        using var scores = BulkWriter.Open(connection, "assessment_score", "assessment_id", "kind", "state", "part_count", "part_sum", "held", "changed_at");
        foreach (var (assessment, kind, tally) in tallies)
            scores.Text(assessment).Text(kind).Text(tally.State.Word()).Integer(0).Text("0/1").Integer(0).Text(now).EndRow();
        scores.Complete();
    }

    private void WriteAgencies(DbConnection connection)
    {
        using var rows = BulkWriter.Open(connection, "planned_agency", "cycle_id", "agency_id", "class", "name", "region", "province", "office_id", "status", "reason");
        foreach (var a in Agencies)
            rows.Text(a.CycleId).Text(a.AgencyId).Text(a.Class).Text(a.Name).Text(a.Region).TextOrNull(a.Province).TextOrNull(a.OfficeId).Text(a.Status).TextOrNull(a.Reason).EndRow();
        rows.Complete();
    }

    private void WriteAssessments(DbConnection connection)
    {
        using var rows = BulkWriter.Open(connection, "assessment",
            "id", "cycle_id", "agency_id", "level", "organisation_id", "name", "chosen", "kind", "substance", "status", "reason", "position", "province", "office_id", "instrument_id", "instrument_version");
        foreach (var a in Assessments)
            rows.Text(a.Id).Text(a.CycleId).Text(a.AgencyId).Text(a.Level).TextOrNull(a.OrganisationId).Text(a.Name).Boolean(a.Chosen).Text(a.Kind).Text(a.Substance).Text(a.Status).TextOrNull(a.Reason)
                .Integer(a.Position).TextOrNull(a.Province).TextOrNull(a.OfficeId).Text(a.InstrumentId).Integer(a.InstrumentVersion).EndRow();
        rows.Complete();
    }

    private void WriteSubjects(DbConnection connection)
    {
        using var rows = BulkWriter.Open(connection, "assessment_subject", "id", "assessment_id", "role", "kind", "number", "name", "post", "standing", "added_at", "added_by");
        foreach (var s in Subjects)
            rows.Text(s.Id).Text(s.AssessmentId).Text(s.Role).Text(s.Kind).Integer(s.Number).Text(s.Name).Text(s.Post).Text(s.Standing).Text(s.AddedAt).TextOrNull(s.AddedBy).EndRow();
        rows.Complete();
    }
}
