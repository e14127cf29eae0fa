using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Patuh.Platform.Api;

/// <summary>A part of a list, and the cursor of the next part; null at the end.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Paging by cursor: the key of the last item given. What is added or removed meanwhile shifts nothing.</summary>
internal static class Paging
{
    public const int Default = 100;
    public const int Most = 500;

    /// <summary>Reads limit and cursor; the key after which to go on is empty at the beginning.</summary>
    public static (string After, int Limit, ProblemHttpResult? Problem) Read(string? cursor, int? limit)
    {
        if (limit is < 1 or > Most)
            return ("", 0, Refusals.BadRequest("limit-invalid", $"limit is from 1 to {Most}, not {limit}"));
        if (string.IsNullOrEmpty(cursor))
            return ("", limit ?? Default, null);
        try
        {
            if (cursor.Length <= 400 && Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor)) is { Length: > 0 } after && after.All(c => !char.IsControl(c)))
                return (after, limit ?? Default, null);
        }
        catch (FormatException)
        {
            // said below
        }
        return ("", 0, Refusals.BadRequest("cursor-invalid", "the cursor is not one that this list gave"));
    }

    /// <summary>One part of items that are in order of their keys (ordinal).</summary>
    public static Page<TOut> Cut<T, TOut>(IEnumerable<T> ordered, Func<T, string> key, string after, int limit, Func<T, TOut> show)
    {
        var part = ordered.Where(i => string.CompareOrdinal(key(i), after) > 0).Take(limit + 1).ToList();
        return part.Count > limit
            ? new Page<TOut>([.. part.Take(limit).Select(show)], WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(key(part[limit - 1]))))
            : new Page<TOut>([.. part.Select(show)], null);
    }
}
