using Patuh.Assessments.Answers;
using Patuh.Scoring;

namespace Patuh.Assessments.Plan;

/// <summary>Tahap of a cycle, in the order of the year.</summary>
internal static class Stages
{
    public const string Preparation = "preparation";
    public const string Mentoring = "mentoring";
    public const string Collection = "collection";

    public static IReadOnlyList<(string Code, LocalText Name)> All { get; } =
    [
        (Preparation, new("Persiapan", "Preparation")),
        (Mentoring, new("Pendampingan", "Mentoring")),
        (Collection, new("Pengambilan data", "Data collection")),
        ("verification", new("Verifikasi", "Verification")),
        ("plenary", new("Pleno", "Plenary")),
        ("publication", new("Pengumuman", "Publication")),
        ("follow_up", new("Tindak lanjut", "Follow-up")),
    ];

    /// <summary>The stages in which answers of a kind are taken; the database refuses them in others too.</summary>
    public static IReadOnlyList<string> For(string kind) => kind == AnswerKind.Self ? [Preparation, Mentoring] : [Collection];

    public static LocalText Name(string code) => All.First(s => s.Code == code).Name;
}
