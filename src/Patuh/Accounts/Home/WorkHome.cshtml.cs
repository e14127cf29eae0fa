using Patuh.Platform.Web;

namespace Patuh.Accounts.Home;

/// <summary>The front page of the work area: what waits for one, and what one's roles allow.</summary>
[SignedIn]
internal sealed class WorkHomeModel(IEnumerable<IWaitingWork> work) : WorkPage
{
    /// <summary>Where something waits, or something is to be known.</summary>
    public IReadOnlyList<WaitingPlace> Places { get; private set; } = [];

    public bool NothingWaits => Places.All(p => p.Waiting.Count == 0);

    public async Task OnGet(CancellationToken cancel)
    {
        Title = L.T("Kerja", "Work");
        var places = new List<WaitingPlace>();
        // one after another: they share a connection
        foreach (var room in work)
            places.AddRange(await room.Of(Me, L, cancel));
        Places = [.. places.Where(p => p.Waiting.Count + p.Notes.Count > 0).OrderBy(p => p.Order)];
    }
}
