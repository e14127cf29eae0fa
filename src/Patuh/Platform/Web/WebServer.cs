using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.WebEncoders;
using Patuh.Platform.Api;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Files;
using Patuh.Platform.Files.Upload;
using Patuh.Platform.Keys;
using Patuh.Platform.Mail;
using Patuh.Platform.Ui;

namespace Patuh.Platform.Web;

/// <summary>The web server: composition of pages, API, health and headers.</summary>
internal static partial class WebServer
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    private const long CacheSize = 64 << 20;

    // nothing here takes a second; what does is stuck, or somebody is at it who wants it to be
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);

    /// <summary>Builds the server; the schema is brought forward first.</summary>
    public static WebApplication Build(ServerSetup setup)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(WebServer).Assembly.GetName().Name,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseUrls(setup.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
            // each holds a block while its request is read: at most 128 MB for all that say nothing
            kestrel.Limits.MaxConcurrentConnections = 4096;
            // long enough to answer an absurd search with a page of ours
            kestrel.Limits.MaxRequestLineSize = 1 << 15;
        });
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            // why the server could not start is said once, by the command line
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            // a cookie that is none of ours is its sender's mistake, and anybody can send one as often as they like
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical)
            .AddFilter("Microsoft.AspNetCore.Http.Timeouts", LogLevel.Error);
        builder.Logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, LargeBlocks>();
        builder.Services.AddSingleton(setup.Time);
        builder.Services.AddDbContextPool<PatuhDb>(setup.Database.Configure);
        builder.Services.AddRazorPages(o => o.RootDirectory = "/");
        BoundProperties.Add(builder.Services);
        builder.Services.AddSingleton(setup.Database).AddSingleton(setup.Keys).AddSingleton(setup.Seals);
        builder.Services.AddSingleton(setup.SealMail).AddSingleton<DailySeals>().AddHostedService<SealingService>();
        builder.Services.AddSingleton<Post>();
        if (setup.Mail is { } mail)
            builder.Services.AddSingleton(mail).AddHostedService<Postman>();
        builder.Services.AddFiles(setup.Files);
        KeyRing.Add(builder.Services, setup.Keys);
        // the page decides who may frame it
        builder.Services.AddAntiforgery(o => o.SuppressXFrameOptionsHeader = true);
        builder.Services.AddOptions<AntiforgeryOptions>().Configure<SiteOperator>((o, site) => o.Cookie = new WorkCookie("patuh-form", SameSiteMode.Strict, site));
        builder.Services.AddProblemDetails(o => o.CustomizeProblemDetails = problem => problem.ProblemDetails.Detail ??= problem.HttpContext.Items[ProblemModel.Sentence] as string);
        builder.Services.AddApiDocument();
        builder.Services.AddResponseCompression();
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        builder.Services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        builder.Services.AddSingleton(SiteOperator.FromEnvironment());
        builder.Services.AddSingleton<SiteVersion>();
        // letters of every script stand as they are; only what means something to HTML is escaped
        builder.Services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddOutputCache();
        builder.Services.AddSingleton<RateLimits>();
        RateLimits.Add(builder.Services);
        builder.Services.AddCors();
        builder.Services.AddRequestTimeouts(o => o.DefaultPolicy = new RequestTimeoutPolicy { Timeout = LongestRequest, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable });
        builder.Services.AddOptions<OutputCacheOptions>().Configure<SiteVersion>((o, version) =>
        {
            o.AddBasePolicy(new PublicPages(version));
            (o.SizeLimit, o.MaximumBodySize) = (CacheSize, CacheSize / 8);
        });

        foreach (var part in setup.Parts)
            part.Services(builder.Services);

        using (var db = setup.Database.Open())
        {
            Migrator.Migrate(db, setup.Time);
            foreach (var part in setup.Parts)
                part.Prepare?.Invoke(db);
        }
        var app = builder.Build();
        StayWithTls.Use(app);
        setup.Proxies.Use(app);
        Pipeline(app, setup.Parts);
        foreach (var part in setup.Parts)
            part.Routes(app);
        return app;
    }

    private static void Pipeline(WebApplication app, IReadOnlyList<SitePart> parts)
    {
        app.UseWhen(IsData, data => data.UseCors(c => c.AllowAnyOrigin().WithMethods("GET", "HEAD").AllowAnyHeader().WithExposedHeaders("ETag", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")));
        app.UseWhen(IsApi, api => api.Use(next => http => http.RequestServices.GetRequiredService<RateLimits>().Count(http, next)));
        // answers from memory bring their headers with them
        app.UseOutputCache();
        app.Use(SecurityHeaders);
        app.UseResponseCompression();
        Assets.Use(app);
        app.Use((context, next) =>
        {
            Reader.Enter(context);
            return next(context);
        });
        app.UseWhen(HasPages, pages => pages.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/masalah/500", AllowStatusCode404Response = true, StatusCodeSelector = StatusOf }));
        app.UseWhen(c => !HasPages(c), api => api.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf }));
        // everything public is for reading, but for one form; at work there are forms, and uploads
        app.Use((context, next) =>
        {
            if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || Takes(context.Request) || SentForms.IsAnswer(context))
                return next(context);
            (context.Response.StatusCode, context.Response.Headers.Allow) = (StatusCodes.Status405MethodNotAllowed, "GET, HEAD");
            return Task.CompletedTask;
        });
        app.UseWhen(SpeaksJson, api => api.UseStatusCodePages());
        app.UseWhen(HasPages, pages => pages.UseStatusCodePagesWithReExecute("/masalah/{0}"));
        app.UseRouting();
        foreach (var part in parts)
            part.Pipeline?.Invoke(app);
        app.UseRequestTimeouts();
        app.UseRateLimiter();
        app.Use(SentForms.Read);
        app.MapRazorPages();
        TusRoutes.Map(app);
        app.MapOpenApi().Public();
        app.MapGet("/health/live", () => TypedResults.Text("ok")).ExcludeFromDescription().Public();
        app.MapGet("/health/ready", Ready).ExcludeFromDescription().Public();
    }

    /// <summary>Whose problems are told as JSON: the public API and that of the work area.</summary>
    private static bool SpeaksJson(HttpContext context) => IsApi(context) || WorkArea.IsApi(context.Request.Path);

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    /// <summary>What goes wrong is told by a page; the API and the script that uploads are told otherwise.</summary>
    private static bool HasPages(HttpContext context) => !SpeaksJson(context) && !TusRoutes.Is(context);

    /// <summary>What programs on other sites may read: the API, its description, and the files.</summary>
    private static bool IsData(HttpContext context) =>
        IsApi(context) || context.Request.Path.StartsWithSegments("/openapi")
        || context.Request.Path.Value is { } path && (path.EndsWith(".csv", StringComparison.Ordinal) || path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".zip", StringComparison.Ordinal));

    private static bool Takes(HttpRequest request) => HttpMethods.IsPost(request.Method) && (request.Path == "/lapor-kesalahan" || WorkArea.Is(request.Path)) || TusRoutes.Takes(request);

    private static int StatusOf(Exception e) => e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;

    private static async Task<IResult> Ready(PatuhDb db, CancellationToken cancel)
    {
        try
        {
            await db.Database.ExecuteSqlRawAsync("select 1", cancel);
            return TypedResults.Text("ready");
        }
        catch (System.Data.Common.DbException)
        {
            return TypedResults.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static Task SecurityHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // what is kept in memory keeps these; what is not an answer is kept nowhere
        headers.CacheControl = "public, max-age=60";
        if (WorkArea.Is(context))
        {
            // a passkey needs a script; nothing of a person's work is kept anywhere, or told to where a link leads
            headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            (headers.CacheControl, headers["Referrer-Policy"], headers["Cross-Origin-Resource-Policy"]) = ("no-cache, no-store", "same-origin", "same-origin");
            headers.Pragma = "no-cache";
        }
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode is not (StatusCodes.Status200OK or StatusCodes.Status304NotModified))
                (headers.ETag, headers.CacheControl) = (default, "no-store");
            return Task.CompletedTask;
        });
        return next(context);
    }
}
