using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Watch;

/// <summary>A list of a cycle's agencies or units within reach: searched, narrowed to an office and a state, in one of two orders, page by page.</summary>
internal abstract class WatchList(PatuhDb db, TimeProvider time) : CyclePage(db, time)
{
    public const int PageSize = 50;

    /// <summary>How the head office is asked for.</summary>
    public const string HeadOffice = "pusat";

    /// <summary>The other order is by name.</summary>
    public const string LeastDone = "tertinggal";

    public string Search { get; private set; } = "";

    public string Office { get; private set; } = "";

    public string State { get; private set; } = "";

    public string Order { get; private set; } = "";

    public int Number { get; private set; } = 1;

    public int Count { get; private set; }

    public int Pages => (Count + PageSize - 1) / PageSize;

    public IReadOnlyList<(string Id, string Name)> Offices { get; private set; } = [];

    public bool SeesScores => SeesBoth;

    public bool MayAdd => Cycle.State != CycleState.Closed && May(Right.CyclesWrite, Place.National);

    /// <summary>The list itself, without what it is narrowed to.</summary>
    public abstract string Address { get; }

    public abstract IReadOnlyList<string> States { get; }

    /// <summary>What the list is narrowed to besides, as part of an address.</summary>
    public virtual string More => "";

    /// <summary>The list as it is narrowed, but for the kind of answers and the page.</summary>
    public string Narrowed(string address) => $"{address}?q={Uri.EscapeDataString(Search)}&kantor={Office}&keadaan={State}&urut={Order}";

    public string Query(int page) => $"{Narrowed(Address)}{More}{(KindQuery.Length > 0 ? "&" + KindQuery : "")}&hal={page}";

    protected int Skip => (Number - 1) * PageSize;

    /// <summary>Takes what the list is to be narrowed to; what is not offered is not asked for.</summary>
    protected void Take(string? q, string? kantor, string? keadaan, string? urut, string? jenis)
    {
        Choose(jenis);
        Search = (q ?? "").Trim() is { Length: <= 100 } text ? text : "";
        var here = Reach.Here;
        Offices = here.All || here.Provinces.Count > 0 ? [.. RegionalOffices.All.Where(o => here.All || o.Provinces.Any(p => here.Provinces.Contains(p))).Select(o => (o.Id, o.Name))] : [];
        Office = kantor == HeadOffice || Offices.Any(o => o.Id == kantor) ? kantor! : "";
        State = States.Contains(keadaan) ? keadaan! : "";
        Order = urut == LeastDone ? urut : "";
    }

    protected void Paged(int count, int hal) => (Count, Number) = (count, Math.Clamp(hal, 1, Math.Max(1, (count + PageSize - 1) / PageSize)));
}
