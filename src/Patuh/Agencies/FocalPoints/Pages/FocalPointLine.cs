using Patuh.Accounts.Organisations;
using Patuh.Platform.Data;

namespace Patuh.Agencies.FocalPoints.Pages;

/// <summary>An agency in the list: its focal point, the fate of the last message, when somebody was last reached, and the next call.</summary>
internal sealed record FocalPointLine(OrganisationRow Agency, FocalPointRow? Point, ContactMessageRow? Message, string? Reached, TestCallRow? Due)
{
    /// <summary>Four queries, whatever the number of agencies.</summary>
    public static async Task<IReadOnlyList<FocalPointLine>> Of(PatuhDb db, IReadOnlyList<OrganisationRow> agencies, DateOnly today, CancellationToken cancel)
    {
        var ids = agencies.Select(a => a.Id).ToList();
        var points = await FocalPoints.Of(db, ids, today, cancel);
        var messages = await ContactMessages.LastOf(db, ids, cancel);
        var reached = await TestCalls.LastReached(db, ids, cancel);
        var due = await TestCalls.Due(db, ids, cancel);
        return [.. agencies.Select(a => new FocalPointLine(a, points.GetValueOrDefault(a.Id), messages.GetValueOrDefault(a.Id), reached.GetValueOrDefault(a.Id), due[a.Id].FirstOrDefault()))];
    }
}
