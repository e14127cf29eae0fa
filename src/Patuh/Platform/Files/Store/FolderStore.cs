namespace Patuh.Platform.Files.Store;

/// <summary>
/// A folder on disk: <c>ab/abcd…</c>. A file appears under its name whole and written to the disk, or not at all; drafts and what is on its way lie in the same
/// folder, so that a name is all that changes at the end.
/// </summary>
internal sealed class FolderStore(string folder) : IFileStore
{
    private const string Drafts = "drafts";
    private const string Uploads = "uploads";

    public string Folder { get; } = folder;

    /// <summary>A name for a new draft; whoever asks writes it, and removes it or gives it away.</summary>
    public string Draft(TimeProvider time) => Path.Combine(Made(Path.Combine(Folder, Drafts)), Guid.CreateVersion7(time.GetUtcNow()).ToString());

    /// <summary>Where an upload gathers.</summary>
    public string Upload(string id) => Path.Combine(Made(Path.Combine(Folder, Uploads)), id);

    /// <summary>Drafts and uploads that nothing has been written to since then.</summary>
    public IEnumerable<string> Left(DateTimeOffset before) => ((string[])[Drafts, Uploads]).Select(f => Path.Combine(Folder, f)).Where(Directory.Exists)
        .SelectMany(Directory.EnumerateFiles).Where(f => File.GetLastWriteTimeUtc(f) < before.UtcDateTime);

    public Task Put(string hash, string draft, CancellationToken cancel)
    {
        var path = PathOf(hash);
        if (File.Exists(path))
        {
            File.Delete(draft);
            return Task.CompletedTask;
        }
        using (var file = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
            file.Flush(flushToDisk: true);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Made(Path.GetDirectoryName(path)!);
        // two at once bring the same bytes: either may stay
        File.Move(draft, path, overwrite: true);
        return Task.CompletedTask;
    }

    public Task<Stream?> Open(string hash, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task Remove(string hash, CancellationToken cancel)
    {
        if (File.Exists(PathOf(hash)))
            File.Delete(PathOf(hash));
        return Task.CompletedTask;
    }

    public IEnumerable<(string Hash, DateTimeOffset At)> All() => !Directory.Exists(Folder) ? [] :
        Directory.EnumerateDirectories(Folder, "??").SelectMany(Directory.EnumerateFiles).Where(f => IsHash(Path.GetFileName(f)))
            .Select(f => (Path.GetFileName(f), new DateTimeOffset(File.GetLastWriteTimeUtc(f), TimeSpan.Zero)));

    public IDisposable? Hold() => Lock(FileShare.Read, FileAccess.Read);

    public IDisposable? Clean() => Lock(FileShare.None, FileAccess.ReadWrite);

    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private FileStream? Lock(FileShare share, FileAccess access)
    {
        var path = Path.Combine(Made(Folder), "lock");
        try
        {
            return new FileStream(path, access == FileAccess.Read && File.Exists(path) ? FileMode.Open : FileMode.OpenOrCreate, File.Exists(path) ? access : FileAccess.ReadWrite, share);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string PathOf(string hash) => IsHash(hash) ? Path.Combine(Folder, hash[..2], hash) : throw new ArgumentException("this is no hash", nameof(hash));

    private static string Made(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
