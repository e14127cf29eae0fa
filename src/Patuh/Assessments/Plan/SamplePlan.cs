using System.Globalization;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Plan;

/// <summary>What is done with the agencies of a class.</summary>
internal static class SampleMode
{
    public const string Keep = "tetap";
    public const string All = "semua";
    public const string None = "tanpa";
    public const string Draw = "sampel";

    public static IReadOnlyList<string> Modes { get; } = [Keep, All, None, Draw];
}

/// <summary>What is asked for a class: a mode, and for a sample its size as a number or a share, as typed.</summary>
internal sealed record ClassSample(string Class, string Mode, string Size)
{
    public const int LongestSize = 10;

    /// <summary>How many of <paramref name="count"/> agencies; null where the size is neither a number nor a share that fits, and then <paramref name="problem"/> says why.</summary>
    public int? Number(int count, Reader L, out string? problem)
    {
        problem = null;
        var text = Size.Trim();
        var share = text.EndsWith('%');
        var figure = text.TrimEnd('%').Trim().Replace(',', '.');
        if (!decimal.TryParse(figure, share ? NumberStyles.AllowDecimalPoint : NumberStyles.None, CultureInfo.InvariantCulture, out var value) || text.Length > LongestSize)
            problem = L.T("tulis jumlah, misalnya 40, atau bagian, misalnya 25 %.", "give a number, such as 40, or a share, such as 25%.");
        else if (value == 0)
            problem = L.T("sampel memuat paling sedikit satu instansi; pilih “tidak satu pun” bila tidak ada yang dinilai.", "a sample has at least one agency; choose “none” where nothing is assessed.");
        else if (share ? value > 100 : value > count)
            problem = share ? L.T("bagian paling banyak 100 %.", "a share is at most 100%.") : L.T($"hanya ada {L.Count(count)} instansi yang dapat ditarik.", $"only {L.Count(count)} agencies can be drawn.");
        if (problem is not null)
            return null;
        return share ? count == 0 ? 0 : Math.Max(1, (int)Math.Round(count * value / 100, MidpointRounding.AwayFromZero)) : (int)value;
    }
}

/// <summary>A choice of agencies: who is assessed after it, and what that changes.</summary>
/// <param name="Agencies">All of the cycle, as they are now.</param>
/// <param name="Chosen">Ids of those that are assessed after it.</param>
internal sealed record SampleChoice(IReadOnlyList<PlannedAgencyRow> Agencies, IReadOnlySet<string> Chosen)
{
    public IReadOnlyList<PlannedAgencyRow> Left { get; } = [.. Agencies.Where(a => a.Status == AssessmentStatus.Assessed && !Chosen.Contains(a.AgencyId))];

    public IReadOnlyList<PlannedAgencyRow> Taken { get; } = [.. Agencies.Where(a => a.Status != AssessmentStatus.Assessed && Chosen.Contains(a.AgencyId))];

    public bool Same => Left.Count + Taken.Count == 0;
}

/// <summary>What is asked of a draw; pure: the same question of the same agencies has the same answer.</summary>
/// <param name="Classes">By class.</param>
/// <param name="Seed">The seed.</param>
/// <param name="ByProvince">Each province has its share.</param>
/// <param name="WithoutLeftOut">Those that are not assessed now cannot be drawn.</param>
internal sealed record SampleQuestion(IReadOnlyList<ClassSample> Classes, string Seed, bool ByProvince, bool WithoutLeftOut)
{
    /// <summary>Agencies of a class that can be drawn.</summary>
    public IReadOnlyList<PlannedAgencyRow> Frame(IEnumerable<PlannedAgencyRow> agencies, string agencyClass) =>
        [.. agencies.Where(a => a.Class == agencyClass && !(WithoutLeftOut && a.Status != AssessmentStatus.Assessed)).OrderBy(a => a.AgencyId, StringComparer.Ordinal)];

    /// <param name="agencies">All of the cycle.</param>
    /// <param name="numbers">Size of each class's sample.</param>
    public SampleChoice Answer(IReadOnlyList<PlannedAgencyRow> agencies, IReadOnlyDictionary<string, int> numbers)
    {
        var chosen = new HashSet<string>();
        foreach (var agencyClass in Classes)
            chosen.UnionWith(agencyClass.Mode switch
            {
                SampleMode.All => agencies.Where(a => a.Class == agencyClass.Class).Select(a => a.AgencyId),
                SampleMode.None => [],
                SampleMode.Draw => SampleDraw.Of(Seed, [.. Frame(agencies, agencyClass.Class).Select(a => (a.AgencyId, ByProvince ? a.Province ?? "" : ""))], numbers[agencyClass.Class]),
                _ => agencies.Where(a => a.Class == agencyClass.Class && a.Status == AssessmentStatus.Assessed).Select(a => a.AgencyId),
            });
        var asked = Classes.Select(c => c.Class).ToHashSet();
        chosen.UnionWith(agencies.Where(a => !asked.Contains(a.Class) && a.Status == AssessmentStatus.Assessed).Select(a => a.AgencyId));
        return new SampleChoice(agencies, chosen);
    }
}
