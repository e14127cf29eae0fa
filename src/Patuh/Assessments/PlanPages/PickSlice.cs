using Patuh.Assessments.Plan;

namespace Patuh.Assessments.PlanPages;

/// <summary>A page of a list in which agencies are ticked: those that are shown, and what was ticked elsewhere, which travels along in the form.</summary>
/// <param name="Lines">Agencies on this page.</param>
/// <param name="Elsewhere">Ids of those ticked on other pages, or hidden by the filter.</param>
/// <param name="Number">Which page, from 1.</param>
/// <param name="Count">How many agencies match.</param>
internal sealed record PickSlice(IReadOnlyList<PlannedAgencyRow> Lines, IReadOnlyList<string> Elsewhere, int Number, int Count)
{
    public const int PageSize = 50;

    /// <summary>The name of the form to which all that is outside of it belongs.</summary>
    public const string Form = "pilihan";

    public static PickSlice None { get; } = new([], [], 1, 0);

    public int Pages => (Count + PageSize - 1) / PageSize;

    public static PickSlice Of(IReadOnlyList<PlannedAgencyRow> matching, IReadOnlySet<string> picked, int page)
    {
        var number = Math.Clamp(page, 1, Math.Max(1, (matching.Count + PageSize - 1) / PageSize));
        List<PlannedAgencyRow> lines = [.. matching.Skip((number - 1) * PageSize).Take(PageSize)];
        return new(lines, [.. picked.Except(lines.Select(l => l.AgencyId)).Order(StringComparer.Ordinal)], number, matching.Count);
    }
}
