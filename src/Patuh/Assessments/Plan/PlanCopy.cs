using Patuh.Accounts.Organisations;
using Patuh.Instruments;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Plan;

/// <summary>Takes over another cycle's plan: units, products and posts with their officers, who are to be confirmed anew. Agencies are as they are now.</summary>
internal sealed class PlanCopy(PatuhDb db)
{
    public void Fill(PlanRows rows, PlanDefaults defaults, string from, string to, Dictionary<string, InstrumentFile> methods, List<PlannedAgencyRow> agencies)
    {
        var before = db.Set<PlannedAgencyRow>().Where(a => a.CycleId == from).ToDictionary(a => a.AgencyId);
        var units = db.Set<AssessmentRow>().Where(a => a.CycleId == from && a.Level == AssessmentLevel.Unit).OrderBy(a => a.Position).AsEnumerable().ToLookup(a => a.AgencyId);
        var subjects = (from s in db.Set<AssessmentSubjectRow>() join a in db.Set<AssessmentRow>() on s.AssessmentId equals a.Id where a.CycleId == @from && s.EndedAt == null && SubjectRole.Planned.Contains(s.Role) select s)
            .AsEnumerable().ToLookup(s => s.AssessmentId);
        var tree = db.Set<OrganisationRow>().Where(o => o.Kind == OrganisationKind.Unit).ToDictionary(o => o.Id);
        var byParent = tree.Values.Where(o => o.ClosedOn is null).ToLookup(o => o.ParentId);
        foreach (var agency in agencies.Where(a => methods.ContainsKey(a.Class)))
        {
            var file = methods[agency.Class];
            // an agency that was not planned then begins with the defaults of its class
            if (!before.TryGetValue(agency.AgencyId, out var then))
            {
                defaults.Add(rows, agency, file, byParent[agency.AgencyId].ToLookup(o => o.Name));
                continue;
            }
            rows.Agencies.Add(agency with { Status = then.Status, Reason = then.Reason });
            var position = 0;
            foreach (var unit in units[agency.AgencyId])
            {
                var organisation = unit.OrganisationId is { } known ? tree.GetValueOrDefault(known) : null;
                // a unit that was closed or has moved away keeps its place, to be chosen anew
                var gone = organisation is not null && (organisation.ClosedOn is not null || organisation.ParentId != agency.AgencyId);
                var row = defaults.Assessment(agency, file.Instrument, ++position) with
                {
                    Name = gone ? unit.Name : organisation?.Name ?? unit.Name,
                    Chosen = unit.Chosen && !gone,
                    OrganisationId = gone ? null : unit.OrganisationId,
                    Kind = unit.Kind,
                    Substance = unit.Substance,
                };
                rows.Add(row, file, [.. subjects[unit.Id].OrderBy(s => s.Number).Select(s => defaults.Subject(row.Id, s.Role, s.Number) with { Kind = s.Kind, Name = s.Name, Post = s.Post, Standing = s.Standing })]);
            }
            defaults.AddOwn(rows, agency, file);
        }
    }
}
