using System.Security.Claims;

namespace Patuh.Platform.Files.Upload;

/// <summary>The files of a form that a page got: those that the script uploaded before, by their number, and those that came with the form itself.</summary>
internal sealed class FormFiles(Uploads uploads)
{
    /// <summary>Files of one form.</summary>
    public const int Most = 50;

    /// <summary>Name of the field that holds the numbers of uploads for a field of files.</summary>
    public static string Numbers(string field) => field + "-unggahan";

    /// <summary>
    /// In the order of the form. What was not taken is there too, with its refusal, for the page to say. A page that shows its form again gives them to
    /// <c>p-upload</c>, so that nobody uploads twice; one that saves binds them by <see cref="Uploads.Take"/>.
    /// </summary>
    public async Task<IReadOnlyList<UploadedFile>> Read(HttpContext http, string field, CancellationToken cancel)
    {
        var me = http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("nobody is signed in");
        var form = await http.Request.ReadFormAsync(cancel);
        var wanted = form[Numbers(field)].OfType<string>().Distinct().Take(Most).ToList();
        var files = new List<UploadedFile>();
        if (wanted.Count > 0)
        {
            var mine = (await uploads.Of(me, cancel)).ToDictionary(u => u.Id);
            files.AddRange(wanted.Select(id => mine.GetValueOrDefault(id)).OfType<UploadedFile>().Where(u => !u.IsOpen));
        }
        foreach (var file in form.Files.GetFiles(field).Where(f => f.FileName.Length > 0).Take(Most - files.Count))
            files.Add(await uploads.Keep(me, file, cancel));
        return files;
    }
}
