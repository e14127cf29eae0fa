namespace Patuh.Platform.Terminal;

/// <summary>Says on standard error what long work is at: one line that changes on a terminal, nothing elsewhere.</summary>
internal sealed class Progress : IDisposable
{
    private static readonly bool Terminal = !Console.IsErrorRedirected;

    private readonly string work;
    private bool shown;

    public Progress(string work)
    {
        this.work = work;
        Step("…");
    }

    public void Step(string step)
    {
        if (!Terminal)
            return;
        Console.Error.Write($"\r\e[K{work}: {step}");
        shown = true;
    }

    public void Step(long done, long of) => Step($"{done * 100 / Math.Max(1, of)} %");

    public void Dispose()
    {
        if (shown)
            Console.Error.Write("\r\e[K");
    }
}
