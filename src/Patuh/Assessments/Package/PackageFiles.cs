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
            var path = Path.Combine(folder, name);
            return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan) : null;
        }
        return entries.TryGetValue(name, out var entry) ? new LimitedStream(entry.Open(), this, name) : null;
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
            if (path.StartsWith('/') || path.Contains('\\') || path.Contains('\0') || path.Contains(':') || path.Split('/').Contains(".."))
                throw new RefusedException(name, 1, "package.unsafe-path", $"the entry {Visible.Quoted(path)} points outside the package");
            if ((declared += entry.Length) > LargestUnpacked)
                throw TooLarge(name);
        }
        var files = zip.Entries.Where(e => !e.FullName.EndsWith('/') && !e.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToList();
        var tops = files.Select(f => f.FullName.Split('/')[0]).Distinct().ToList();
        var prefix = files.TrueForAll(f => f.FullName.Contains('/')) && tops.Count == 1 ? tops[0] + "/" : "";
        foreach (var file in files)
            if (!entries.TryAdd(file.FullName[prefix.Length..], file))
                throw new RefusedException(name, 1, "package.duplicate-file", $"the file {Visible.Quoted(file.FullName)} is there twice");
    }

    private static RefusedException TooLarge(string name) =>
        new(name, 1, "package.too-large", "the package is larger than 2 GiB unpacked");

    /// <summary>Counts what is really unpacked: the sizes that a zip file declares may lie.</summary>
    private sealed class LimitedStream(Stream inner, PackageFiles package, string name) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
        {
            try
            {
                var read = inner.Read(buffer);
                return Interlocked.Add(ref package.unpacked, read) > LargestUnpacked ? throw TooLarge(name) : read;
            }
            catch (InvalidDataException)
            {
                throw new RefusedException(name, 1, "package.not-a-zip", "the zip file is damaged here; pack it again");
            }
        }

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
