using Patuh.Assessments.Answers;
using Patuh.Assessments.Evidence;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Watch;

/// <summary>What the lists of a cycle can be narrowed to.</summary>
internal static class WatchFilter
{
    public const string Incomplete = "belum-lengkap";
    public const string Conflicts = "bertentangan";
    public const string Held = "tertahan";
    public const string EvidenceWaiting = "bukti-menunggu";
    public const string EvidenceReturned = "bukti-perbaikan";
    public const string MyPen = "pena-saya";

    public static IReadOnlyList<string> OfUnits { get; } = ["belum", "berjalan", Incomplete, "lengkap", Conflicts, Held, MyPen, EvidenceWaiting, EvidenceReturned];

    public static IReadOnlyList<string> OfAgencies { get; } = [Incomplete, Conflicts, Held, EvidenceWaiting, EvidenceReturned];

    /// <summary>Found in answers about an agency as a whole too, not in its units alone.</summary>
    public static bool IsAnywhere(string state) => state is Conflicts or Held or MyPen or EvidenceWaiting or EvidenceReturned;

    public static string Word(string state, Reader L) => state switch
    {
        "belum" => L.T("belum mulai", "not begun"),
        "berjalan" => L.T("berjalan", "under way"),
        Incomplete => L.T("belum lengkap", "not complete"),
        "lengkap" => L.T("lengkap", "complete"),
        Conflicts => L.T("ada yang bertentangan", "with conflicts"),
        Held => L.T("ada yang tertahan", "with held answers"),
        MyPen => L.T("penanya saya pegang", "whose pen I hold"),
        EvidenceWaiting => L.T("bukti menunggu", "evidence waiting"),
        _ => L.T("bukti perlu perbaikan", "evidence needs revision"),
    };

    /// <summary>Those of the assessments that are in that state.</summary>
    public static IQueryable<AssessmentRow> Of(PatuhDb db, IQueryable<AssessmentRow> assessments, string state, string kind, string me)
    {
        var scores = db.Set<AssessmentScoreRow>().Where(s => s.Kind == kind);
        var parts = db.Set<AssessmentPartRow>().Where(p => p.Kind == kind);
        // what is not assessed is asked for nothing
        var asked = assessments.Where(a => a.Status == AssessmentStatus.Assessed);
        return state switch
        {
            "belum" => asked.Where(a => scores.Any(s => s.AssessmentId == a.Id && s.ChangedBy == null)),
            "berjalan" => asked.Where(a => scores.Any(s => s.AssessmentId == a.Id && s.ChangedBy != null && s.State == "incomplete")),
            Incomplete => asked.Where(a => scores.Any(s => s.AssessmentId == a.Id && s.State == "incomplete")),
            "lengkap" => asked.Where(a => scores.Any(s => s.AssessmentId == a.Id && s.State == "scored")),
            Held => assessments.Where(a => scores.Any(s => s.AssessmentId == a.Id && s.Held > 0)),
            Conflicts => assessments.Where(a => parts.Any(p => p.AssessmentId == a.Id && p.Conflicts > 0)),
            MyPen => asked.Where(a => parts.Any(p => p.AssessmentId == a.Id && p.PenId == me && p.Given < p.Required)),
            EvidenceWaiting => assessments.Where(a => EvidenceCounts.Standing(db, EvidenceState.Waiting).Any(u => u.AssessmentId == a.Id)),
            EvidenceReturned => assessments.Where(a => EvidenceCounts.Standing(db, EvidenceState.NeedsRevision).Any(u => u.AssessmentId == a.Id)),
            _ => assessments,
        };
    }
}
