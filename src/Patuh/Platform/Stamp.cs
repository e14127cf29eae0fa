using System.Globalization;

namespace Patuh.Platform;

/// <summary>Moments and days as the database keeps them: texts of one width in UTC, so that their order is the order of time.</summary>
internal static class Stamp
{
    private const string Moment = "yyyy-MM-ddTHH:mm:ss.fffZ";
    private const string Day = "yyyy-MM-dd";

    public static string Now(TimeProvider time) => Of(time.GetUtcNow());

    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture);

    public static string Of(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    /// <summary>The day in Jakarta, where decrees are dated.</summary>
    public static DateOnly Today(TimeProvider time) => DayOf(time.GetUtcNow());

    /// <summary>The day in Jakarta of a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime.AddHours(7));

    public static DateTimeOffset Read(string moment) => DateTimeOffset.ParseExact(moment, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static DateOnly? ReadDay(string? day) => DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null;
}
