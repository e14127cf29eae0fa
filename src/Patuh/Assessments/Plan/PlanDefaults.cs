using Patuh.Accounts.Organisations;
using Patuh.Instruments;
using Patuh.Scoring;

namespace Patuh.Assessments.Plan;

/// <summary>Makes the rows of an agency's plan out of the defaults of its class. Pure but for the ids.</summary>
internal sealed class PlanDefaults(string cycleId, string now, string? personId, TimeProvider time)
{
    /// <summary>The agency with its units; <paramref name="known"/> are the units that it has in the tree, by name.</summary>
    public void Add(PlanRows rows, PlannedAgencyRow agency, InstrumentFile file, ILookup<string, OrganisationRow> known)
    {
        rows.Agencies.Add(agency);
        var position = 0;
        foreach (var locus in Loci.Current.Of(agency.Class))
        {
            var unit = locus.Choose ? null : known[locus.Name].FirstOrDefault();
            var row = Assessment(agency, file.Instrument, ++position) with { Name = locus.Name, Chosen = !locus.Choose, Kind = locus.Kind, Substance = locus.Substance, OrganisationId = unit?.Id };
            rows.Add(row, file, Subjects(row, file.Instrument, locus));
        }
        AddOwn(rows, agency, file);
    }

    /// <summary>The answers about the agency as a whole, where the method has any.</summary>
    public void AddOwn(PlanRows rows, PlannedAgencyRow agency, InstrumentFile file)
    {
        if (file.Instrument.Dimensions.Any(d => d.Level == Level.Agency))
            rows.Add(Assessment(agency, file.Instrument, 0) with { Level = AssessmentLevel.Agency, Name = agency.Name }, file, []);
    }

    /// <summary>A unit that asks for nothing yet.</summary>
    public AssessmentRow Assessment(PlannedAgencyRow agency, Instrument instrument, int position) => new()
    {
        Id = Id(),
        CycleId = cycleId,
        AgencyId = agency.AgencyId,
        Level = AssessmentLevel.Unit,
        Name = "",
        Chosen = true,
        Kind = "",
        Substance = "",
        Status = AssessmentStatus.Assessed,
        Position = position,
        Province = agency.Province,
        OfficeId = agency.OfficeId,
        InstrumentId = instrument.Id,
        InstrumentVersion = instrument.Version,
    };

    /// <summary>Products of a locus, and a place for each officer that the method asks for.</summary>
    public List<AssessmentSubjectRow> Subjects(AssessmentRow row, Instrument instrument, Locus locus)
    {
        var subjects = new List<AssessmentSubjectRow>();
        for (var n = 1; n <= locus.Products; n++)
            subjects.Add(Subject(row.Id, SubjectRole.Product, n) with { Kind = locus.ProductKind, Name = locus.Named.ElementAtOrDefault(n - 1) ?? "" });
        subjects.AddRange(Officers(row, instrument, SubjectRole.Officer, []));
        subjects.AddRange(Officers(row, instrument, SubjectRole.ComplaintOfficer, []));
        return subjects;
    }

    public AssessmentSubjectRow Subject(string assessment, string role, int number) => new()
    {
        Id = Id(),
        AssessmentId = assessment,
        Role = role,
        Kind = "",
        Number = number,
        Name = "",
        Post = "",
        Standing = SubjectRole.Primary,
        AddedAt = now,
        AddedBy = personId,
    };

    /// <summary>How many of an officer's role a method asks for in each unit.</summary>
    public static int Asked(Instrument instrument, string role) =>
        instrument.Dimensions.Where(d => d.Level == Level.Unit).SelectMany(d => d.Variables).SelectMany(v => v.Indicators).Where(i => SubjectRole.Of(i.Subject) == role).Select(i => Math.Max(i.Required, i.Target ?? 0)).DefaultIfEmpty().Max();

    /// <summary>Places for the officers that the method asks for, but for those of the numbers that are taken.</summary>
    public IEnumerable<AssessmentSubjectRow> Officers(AssessmentRow row, Instrument instrument, string role, IReadOnlyCollection<int> taken)
    {
        var posts = Loci.Current.Posts(row.Kind, role);
        return Enumerable.Range(1, Asked(instrument, role)).Except(taken).Select(n => Subject(row.Id, role, n) with { Post = posts.ElementAtOrDefault(n - 1) ?? "" });
    }

    private string Id() => Guid.CreateVersion7(time.GetUtcNow()).ToString();
}
