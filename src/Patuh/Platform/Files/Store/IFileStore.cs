namespace Patuh.Platform.Files.Store;

/// <summary>
/// Keeps bytes under the SHA-256 of what they are, and knows nothing else about them. There is one, a folder; an object store can be another, so everything here is
/// what such a store can do.
/// </summary>
internal interface IFileStore
{
    /// <summary>Keeps what a file on this machine holds, and takes that file away. What is there already stays as it is.</summary>
    Task Put(string hash, string draft, CancellationToken cancel);

    /// <summary>Opens for reading, from any place on; null where there is nothing.</summary>
    Task<Stream?> Open(string hash, CancellationToken cancel);

    Task Remove(string hash, CancellationToken cancel);

    /// <summary>Everything that is kept, with when it came.</summary>
    IEnumerable<(string Hash, DateTimeOffset At)> All();

    /// <summary>
    /// Keeps all that is there from being removed until it is disposed: for a backup, whose rows and bytes are not read at the same time. Null while something is
    /// being removed.
    /// </summary>
    IDisposable? Hold();

    /// <summary>For removing; null while something is held.</summary>
    IDisposable? Clean();
}
