using System.Text.Encodings.Web;
using System.Text.Unicode;
using Autofac;
using Autofac.Extensions.DependencyInjection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.WebEncoders;
using OrgWork.Ui;

namespace OrgWork.Host;

/// <summary>The application a generation is: its services, its pages and what stands before them.</summary>
static class Inside
{
    public static WebApplication Build(IReadOnlyList<LoadedModule> modules, CapturedServer server, Platform platform)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(Inside).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Host.UseServiceProviderFactory(new AutofacServiceProviderFactory());
        var services = builder.Services;
        services.AddSingleton<IServer>(server);
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.Configure<RouteOptions>(options => options.ConstraintMap["locality"] = typeof(LocalityConstraint));
        // Chinese is written as it is, not as numeric entities.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<FormOptions>(options => options.MultipartBodyLengthLimit = Platform.LargestBody);
        services.Configure<MvcOptions>(options => options.Filters.Add(new CommitFilter()));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = FormTokens.Cookie;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        FormTokens.AddTo(services);
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = "ow-note";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddDataProtection().SetApplicationName("OrgWork");
        services.Configure<KeyManagementOptions>(options => (options.XmlRepository, options.XmlEncryptor) = (platform.FormKeys, platform.FormKeys));

        var registers = new RegisterBook(modules.Select(m => (m.Manifest, (IEnumerable<Register>)m.Registers)).Append((OrgModule.Manifest, OrgModule.Registers)));
        var rules = new RuleBook(modules.Select(m => (m.Manifest, (IEnumerable<Rule>)m.Rules)), modules.SelectMany(m => m.RuleUses));
        var procedures = new ProcedureBook(modules.Select(m => (m.Manifest, (IEnumerable<Procedure>)m.Procedures)));
        var polls = new PollBook(modules.Select(m => (m.Manifest, (IEnumerable<PollKind>)m.Polls)));
        var work = new WorkBook(modules.Select(m => (m.Manifest, (IEnumerable<WorkKind>)m.Work)));
        var mvc = services.AddRazorPages(options =>
        {
            options.Conventions.Add(new ModulePages(modules));
            options.Conventions.Add(new RegisterPages(registers));
            options.Conventions.Add(new QueryPages(registers));
            options.Conventions.Add(new ProcedurePages(procedures));
            options.Conventions.Add(new PollPages(polls));
            options.Conventions.Add(new WorkPages(work));
            options.Conventions.Add(new FigurePages([.. modules.Select(m => m.Figures).OfType<FigurePlace>()]));
            options.Conventions.Add(new RulePages(rules));
            options.Conventions.Add(new DocumentPages(registers));
        });
        mvc.AddJsonOptions(options => options.JsonSerializerOptions.Encoder = Commands.Json.Encoder);
        foreach (var assembly in modules.Select(module => module.Assembly).OfType<System.Reflection.Assembly>()) mvc.AddApplicationPart(assembly);

        builder.Host.ConfigureContainer<ContainerBuilder>(container => Fill(container, modules, registers, rules, procedures, polls, work, platform));
        var app = builder.Build();
        Order(app, modules, platform);
        return app;
    }

    /// <summary>What the process owns outlives a generation; what a request owns ends with it.</summary>
    static void Fill(ContainerBuilder container, IReadOnlyList<LoadedModule> modules, RegisterBook registers, RuleBook rules, ProcedureBook procedures, PollBook polls, WorkBook work, Platform platform)
    {
        container.RegisterInstance(platform).ExternallyOwned();
        container.RegisterInstance(platform.Logs).As<ILoggerFactory>().ExternallyOwned();
        container.RegisterInstance(platform.Keys).ExternallyOwned();
        container.RegisterInstance(platform.Databases).ExternallyOwned();
        container.RegisterInstance(platform.Live).ExternallyOwned();
        container.RegisterInstance(platform.Sessions).ExternallyOwned();
        container.RegisterInstance(platform.Catalog).ExternallyOwned();
        container.RegisterInstance(platform.Passwords).ExternallyOwned();
        container.RegisterInstance(platform.Tasks).ExternallyOwned();
        container.RegisterInstance(platform.Press).ExternallyOwned();
        container.RegisterType<SignIns>().SingleInstance();
        container.RegisterInstance(new RunningModules([.. modules.Select(m => m.Manifest), OrgModule.Manifest])).ExternallyOwned();
        container.RegisterType<Frames>().SingleInstance();
        container.RegisterType<ApiKeys>().SingleInstance();
        container.RegisterInstance(registers).ExternallyOwned();
        container.RegisterInstance<IReadOnlyList<FigurePlace>>([.. modules.Select(m => m.Figures).OfType<FigurePlace>()]).ExternallyOwned();
        container.RegisterInstance(rules).ExternallyOwned();
        container.RegisterInstance(procedures).ExternallyOwned();
        container.RegisterInstance(polls).ExternallyOwned();
        container.RegisterInstance(work).ExternallyOwned();
        var asks = new AskBook(modules.Select(m => (m.Manifest, (IEnumerable<Asking>)m.Asks)));
        container.Register(scope =>
        {
            var here = scope.Resolve<Here>();
            // Where a module is off, nothing is asked.
            return new AskedOf(here, asks, work, async (module, stop) => (await platform.Live.StatesAsync(stop)).Of(module, here.Locality) is ModuleState.On or ModuleState.ReadOnly ? platform.Databases.Of(module).OpenForReading(Scope.Subtree(here.Locality, here.User.Id), new Actor(here.User.Id, here.User.Name, here.RemoteAddress)) : null);
        }).InstancePerLifetimeScope();
        container.RegisterInstance(platform.Identities).ExternallyOwned();
        container.RegisterType<RegisterRows>().InstancePerLifetimeScope();
        container.RegisterType<Queries>().InstancePerLifetimeScope();
        container.RegisterType<FileStore>().InstancePerLifetimeScope();
        container.RegisterType<RuleChecks>().InstancePerLifetimeScope();
        container.RegisterType<Cases>().InstancePerLifetimeScope();
        container.RegisterType<Ballots>().InstancePerLifetimeScope();
        container.RegisterType<WorkDesk>().InstancePerLifetimeScope();
        container.RegisterType<FigureReader>().InstancePerLifetimeScope();
        container.Register(scope =>
        {
            var (here, databases, live) = (scope.Resolve<Here>(), scope.Resolve<Databases>(), scope.Resolve<Live>());
            return new FigureReaders(async (module, stop) => (await live.StatesAsync(stop)).Of(module, here.Locality) is ModuleState.On or ModuleState.ReadOnly
                ? databases.Of(module).OpenForReading(Scope.Subtree(here.Locality, here.User.Id), new Actor(here.User.Id, here.User.Name, here.RemoteAddress)) : null, here, scope.Resolve<IReadOnlyList<FigurePlace>>());
        }).InstancePerLifetimeScope();
        container.RegisterType<FaultPages>().SingleInstance();
        container.RegisterType<Here>().InstancePerLifetimeScope();
        container.RegisterType<Frame>().InstancePerLifetimeScope();
        container.RegisterType<RequestDb>().InstancePerLifetimeScope();
        container.Register(scope => scope.Resolve<RequestDb>().Db).InstancePerLifetimeScope().ExternallyOwned();
        foreach (var module in modules)
            try
            {
                module.Code?.Load(container);
            }
            catch (Exception fault)
            {
                throw new ModuleFaultException(module.Manifest.Id, $"登记服务时出错：{fault.GetType().Name}：{fault.Message}", fault);
            }
    }

    static void Order(WebApplication app, IReadOnlyList<LoadedModule> modules, Platform platform)
    {
        if (platform.Proxies.Count > 0) app.UseForwardedHeaders(Trusting(platform.Proxies));
        app.Use(next => ActivatorUtilities.CreateInstance<Faults>(app.Services, next).InvokeAsync);
        app.Map("/_content", files =>
        {
            ServeFiles(files, "/OrgWork.Ui", Path.Combine(AppContext.BaseDirectory, "wwwroot", "_content", "OrgWork.Ui"), isVersioned: false);
            foreach (var module in modules) ServeFiles(files, module.AssetsPath["/_content".Length..], module.Package.Assets, isVersioned: true);
        });
        app.UseRouting();
        app.Use(next => ActivatorUtilities.CreateInstance<Bodies>(app.Services, next).InvokeAsync);
        app.Use(next => ActivatorUtilities.CreateInstance<Gate>(app.Services, next).InvokeAsync);
        app.MapRazorPages();
        app.MapGet("/", Start).WithMetadata(new SignedInOnlyAttribute());
        FileDownload.Map(app);
        Health.Map(app, platform);
        ReadApi.Map(app);
    }

    static ForwardedHeadersOptions Trusting(IReadOnlyList<System.Net.IPAddress> proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in proxies) options.KnownProxies.Add(proxy);
        return options;
    }

    /// <summary>The address without a place leads to the topmost one the user holds a grant over.</summary>
    static async Task Start(HttpContext context)
    {
        var services = context.RequestServices;
        var here = services.GetRequiredService<Here>();
        if (here.User.Grants is [var first, ..] && (first.Organisation ?? here.Localities.AtPath(first.Path)) is { } place) context.Response.Redirect("/" + place.Code);
        else await services.GetRequiredService<FaultPages>().ShowAsync(context, Fault.Of(403) with { Title = "您的账号还没有授权", What = "账号可以登录，但没有在任何区划担任角色，所以没有可以打开的内容。", Links = [] });
    }

    static void ServeFiles(IApplicationBuilder app, PathString at, string folder, bool isVersioned)
    {
        if (!Directory.Exists(folder)) return;
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            RequestPath = at,
            // Whose address changes with its content may be kept for good.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = isVersioned || file.Context.Request.QueryString.HasValue ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }
}
