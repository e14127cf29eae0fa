using System.IO.Compression;
using Patuh.Platform.Files;
using Patuh.Platform.Problems;

namespace Patuh.Assessments.Package;

/// <summary>The files of a data package: a folder, or the same zipped, at the top or in one top folder. Nothing is ever unpacked to disk.</summary>
internal sealed class PackageFiles : IDisposable
{
    public const long LargestUnpacked = 2L << 30;

    private readonly string? folder;
    private readonly ZipArchive? zip;
    private readonly Dictionary<string, ZipArchiveEntry> entries = [];
    private long unpacked;

    private PackageFiles(string folder) => this.folder = folder;

    private PackageFiles(ZipArchive zip) => this.zip = zip;

    /// <exception cref="UsageException">There is no such package.</exception>
    /// <exception cref="RefusedException">The zip file is broken, too large, or names files outside itself.</exception>
    public static PackageFiles Open(string path)
    {
        if (Directory.Exists(path))
            return new PackageFiles(path);
        if (!File.Exists(path))
            throw new UsageException($"there is no package at {Visible.Quoted(path)}; give a folder or a zip file");
        return Open(File.OpenRead(path), Path.GetFileName(path));
    }

    public static PackageFiles Open(Stream stream, string name)
    {
        try
        {
            var files = new PackageFiles(new ZipArchive(stream, ZipArchiveMode.Read));
            files.ReadDirectory(name);
            return files;
        }
        catch (InvalidDataException)
        {
            stream.Dispose();
            throw new RefusedException(name, 1, "package.not-a-zip", "neither a folder nor a readable zip file");
        }
    }

    /// <summary>Opens a file of the package; null when it has none of that name.</summary>
    public Stream? OpenFile(string name)
    {
        if (folder is not null)
        {
            var file = Real(new FileInfo(Path.Combine(folder, name)));
            // devices and pipes have no length: nothing of them is read, so that nothing waits for them
            return file is null ? null : file.Length == 0 ? Stream.Null : new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
        }
        try
        {
            return entries.TryGetValue(name, out var entry) ? new CheckedStream(entry.Open(), this, name, entry.Crc32) : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw Damaged(name);
        }
    }

    /// <summary>The file that a link leads to; null where there is none.</summary>
    /// <exception cref="RefusedException">It leads out of the package.</exception>
    private FileInfo? Real(FileInfo file)
    {
        if (file.LinkTarget is null)
            return file.Exists ? file : null;
        FileSystemInfo? target;
        try
        {
            target = file.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            return null;
        }
        // the folder itself may be a link too
        var roots = (string[])[Path.GetFullPath(folder!), new DirectoryInfo(folder!).ResolveLinkTarget(true)?.FullName ?? Path.GetFullPath(folder!)];
        if (target is null || !Array.Exists(roots, r => target.FullName.StartsWith(Path.TrimEndingDirectorySeparator(r) + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            throw new RefusedException(file.Name, 1, "package.unsafe-path", "the link leads out of the package; put the file itself there");
        return target is FileInfo { Exists: true } found ? found : null;
    }

    /// <exception cref="RefusedException">The package has no such file.</exception>
    public Stream Require(string name) =>
        OpenFile(name) ?? throw new RefusedException(name, 1, "package.missing-file", "the package has no such file");

    public void Dispose() => zip?.Dispose();

    private void ReadDirectory(string name)
    {
        long declared = 0;
        foreach (var entry in zip!.Entries)
        {
            var path = entry.FullName;
            if (path.StartsWith('/') || path.Contains('\\') || path.Contains('\0') || (path.Length > 1 && path[1] == ':') || path.Split('/').Contains(".."))
                throw new RefusedException(name, 1, "package.unsafe-path", $"the entry {Visible.Quoted(path)} points outside the package");
            if ((declared += entry.Length) > LargestUnpacked)
                throw TooLarge(name);
        }
        var files = zip.Entries.Where(e => !e.FullName.EndsWith('/') && !e.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToList();
        var prefix = Prefix(files);
        foreach (var file in files.Where(f => f.FullName.StartsWith(prefix, StringComparison.Ordinal)))
            if (!entries.TryAdd(file.FullName[prefix.Length..], file))
                throw new RefusedException(name, 1, "package.duplicate-file", $"the file {Visible.Quoted(file.FullName)} is there twice");
    }

    /// <summary>Where the instrument lies: at the top, or in the one top folder that has one.</summary>
    private static string Prefix(List<ZipArchiveEntry> files)
    {
        const string Instrument = "instrument.yaml";
        var folders = files.Select(f => f.FullName.Split('/')).Where(p => p.Length == 2 && p[1] == Instrument).Select(p => p[0] + "/").ToList();
        return folders.Count == 1 && !files.Exists(f => f.FullName == Instrument) ? folders[0] : "";
    }

    private static RefusedException Damaged(string name) =>
        new(name, 1, "package.not-a-zip", "the zip file is damaged here, or packed in a way that is not supported; pack it again");

    private static RefusedException TooLarge(string name) =>
        new(name, 1, "package.too-large", "the package is larger than 2 GiB unpacked");

    /// <summary>Counts what is really unpacked, for the sizes that a zip file declares may lie, and checks at the end that it is what was packed.</summary>
    private sealed class CheckedStream(Stream inner, PackageFiles package, string name, uint expected) : ReadOnlyStream
    {
        private readonly Crc32 crc = new();

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var read = inner.Read(buffer);
                crc.Append(buffer[..read]);
                if (read == 0 && buffer.Length > 0 && crc.Value != expected)
                    throw Damaged(name);
                return Interlocked.Add(ref package.unpacked, read) > LargestUnpacked ? throw TooLarge(name) : read;
            }
            catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
            {
                throw Damaged(name);
            }
        }

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
