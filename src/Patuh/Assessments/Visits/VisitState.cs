using Patuh.Platform.Ui;

namespace Patuh.Assessments.Visits;

/// <summary>Keadaan kunjungan, as the database writes it. A visit that was moved is planned anew: its agency has to be told.</summary>
internal static class VisitState
{
    public const string Planned = "planned";
    public const string Notified = "notified";
    public const string Confirmed = "confirmed";
    public const string Done = "done";
    public const string Refused = "refused";
    public const string Unreachable = "unreachable";
    public const string Cancelled = "cancelled";

    private static readonly Dictionary<string, string[]> Transitions = new()
    {
        [Planned] = [Notified, Confirmed, Done, Refused, Unreachable, Cancelled],
        [Notified] = [Confirmed, Done, Refused, Unreachable, Cancelled],
        [Confirmed] = [Done, Refused, Unreachable, Cancelled],
        [Done] = [],
        [Refused] = [],
        [Unreachable] = [],
        [Cancelled] = [],
    };

    /// <summary>Those that are still to take place.</summary>
    public static IReadOnlyList<string> Ahead { get; } = [Planned, Notified, Confirmed];

    /// <summary>Those after which the unit needs no other.</summary>
    public static IReadOnlyList<string> Standing { get; } = [Planned, Notified, Confirmed, Done];

    /// <summary>Ends that are put right with a reason; a visit that was called off is planned anew.</summary>
    public static IReadOnlyList<string> Correctable { get; } = [Done, Refused, Unreachable];

    public static IReadOnlyList<string> Next(string state) => Transitions[state];

    /// <summary>Said with a reason.</summary>
    public static bool NeedsReason(string state) => state is Refused or Unreachable or Cancelled;

    public static string Word(string state, Reader L) => state switch
    {
        Planned => L.T("direncanakan", "planned"),
        Notified => L.T("diberitahukan", "notified"),
        Confirmed => L.T("dikonfirmasi", "confirmed"),
        Done => L.T("selesai", "done"),
        Refused => L.T("ditolak", "refused"),
        Unreachable => L.T("tidak terjangkau", "could not be reached"),
        _ => L.T("dibatalkan", "cancelled"),
    };
}
