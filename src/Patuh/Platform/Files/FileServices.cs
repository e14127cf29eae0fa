using Patuh.Platform.Files.Intake;
using Patuh.Platform.Files.Pictures;
using Patuh.Platform.Files.Scan;
using Patuh.Platform.Files.Serve;
using Patuh.Platform.Files.Store;
using Patuh.Platform.Files.Sweep;
using Patuh.Platform.Files.Upload;

namespace Patuh.Platform.Files;

/// <summary>What files bring to the server.</summary>
internal static class FileServices
{
    public static void AddFiles(this IServiceCollection services, FileSettings settings)
    {
        var folder = new FolderStore(settings.Folder);
        services.AddSingleton(settings).AddSingleton(folder).AddSingleton<IFileStore>(folder);
        services.AddSingleton<PictureMaker>().AddSingleton<Scanner>().AddSingleton<FileIntake>().AddSingleton<OngoingWrites>().AddSingleton<Uploads>().AddSingleton<FormFiles>().AddSingleton<FileCollector>();
        services.AddScoped<FileResponses>();
        services.AddHostedService<ScanningService>().AddHostedService<SweepingService>();
    }
}
