using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;

namespace OrgWork.Host;

/// <summary>A module on its way from who made it to where it runs: a key, a package, a look at what it would do, and into the modules folder.</summary>
static class ModulePackageCommands
{
    sealed record Trusted(string Fingerprint, string Name, DateTime AddedAt, string AddedName);

    public static IEnumerable<Command> All() => [Key(), Pack(), Trust(), Distrust(), Signers(), Verify(), Install()];

    static Argument<FileInfo> PackageFile() => new("file") { Description = "模块包（.owmodule）", HelpName = "文件" };

    static Command Key()
    {
        var to = new Option<FileInfo>("--out") { Description = "私钥写到哪个文件；公钥写在旁边的 .pub", Required = true, HelpName = "文件" };
        var command = new Command("key", "给做模块的人：生成一对签名密钥") { to, Options.Json };
        command.SetAction((arguments, stop) => Commands.GuardAsync(async () =>
        {
            var file = arguments.GetValue(to)!.FullName;
            if (File.Exists(file)) throw new CommandException($"{file} 已经有了，没有改动它；请另写一个文件名", 2);
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            // Nobody else's to read from the moment it is there.
            await using (var secret = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            await using (var text = new StreamWriter(secret)) await text.WriteLineAsync(key.ExportPkcs8PrivateKeyPem().AsMemory(), stop);
            await File.WriteAllTextAsync(file + ".pub", key.ExportSubjectPublicKeyInfoPem() + "\n", stop);
            var print = ModuleArchive.FingerprintOf(key.ExportSubjectPublicKeyInfo());
            Desk.Say(arguments, $"私钥 {file}（只有本人能读，请妥善保管）\n公钥 {file}.pub，指纹 {print}，交给要安装的单位，由其管理员执行 module trust", new { PrivateKey = file, PublicKey = file + ".pub", Fingerprint = print });
            return 0;
        }));
        return command;
    }

    static Command Pack()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "编译好的模块文件夹，如 .artifacts/modules/Visits", HelpName = "文件夹" };
        var key = new Option<FileInfo?>("--key") { Description = "签名私钥（module key 生成的）；不写则不签名", HelpName = "文件" };
        var signer = new Option<string>("--signer") { Description = "签名人的名称，如 某市委组织部", HelpName = "名称", DefaultValueFactory = _ => "" };
        var to = new Option<DirectoryInfo>("--out") { Description = "放到哪个文件夹；不写为当前文件夹", HelpName = "文件夹", DefaultValueFactory = _ => new(".") };
        var command = new Command("pack", "把编译好的模块打成一个签名的包") { folder, key, signer, to, Options.Json };
        command.SetAction((arguments, _) => Commands.GuardAsync(() =>
        {
            var from = arguments.GetValue(folder)!;
            if (!File.Exists(Path.Combine(from.FullName, "module.json"))) throw new CommandException($"{from.FullName} 里没有 module.json，不是编译好的模块；请先 dotnet build modules/…", 2);
            var manifest = ModuleManifest.Parse(File.ReadAllText(Path.Combine(from.FullName, "module.json")));
            using var secret = arguments.GetValue(key) is { } file ? ReadKey(file) : null;
            if (secret is not null && arguments.GetValue(signer) is "") throw new CommandException("签名要写明签名人：--signer 名称", 2);
            var package = Path.Combine(arguments.GetValue(to)!.FullName, $"{manifest.Id}-{manifest.Version}{ModuleArchive.Extension}");
            ModuleArchive.Pack(from.FullName, package, secret, arguments.GetValue(signer)!, DateTime.UtcNow);
            var (bytes, print) = (new FileInfo(package).Length, secret is null ? null : ModuleArchive.FingerprintOf(secret.ExportSubjectPublicKeyInfo()));
            Desk.Say(arguments, $"{package}（{bytes / 1024.0:N0} KB）{(print is null ? "没有签名，安装时要加 --unsigned" : $"已签名，指纹 {print}")}", new { Package = package, Bytes = bytes, Fingerprint = print });
            return Task.FromResult(0);
        }));
        return command;
    }

    static ECDsa ReadKey(FileInfo file)
    {
        if (!file.Exists) throw new CommandException($"没有 {file.FullName}", 2);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file.FullName));
            return key;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new CommandException($"{file.FullName} 不是密钥文件（PEM）：{fault.Message}", 2);
        }
    }

    static Command Trust()
    {
        var file = new Argument<FileInfo>("public-key") { Description = "签名人的公钥（.pub）", HelpName = "公钥文件" };
        var name = new Option<string>("--name") { Description = "签名人", Required = true, HelpName = "名称" };
        var reason = Options.Reason();
        var command = new Command("trust", "信任一个签名人：以后装他签名的包不再问") { file, name, reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            using var key = ReadKey(arguments.GetValue(file)!);
            if (key.KeySize != 256) throw new CommandException("只认 P-256 的密钥；请用 module key 生成的", 2);
            var bytes = key.ExportSubjectPublicKeyInfo();
            var (print, who) = (ModuleArchive.FingerprintOf(bytes), arguments.GetValue(name)!.Trim());
            if (await desk.Db.ExecuteAsync("insert into org.trusted_signer (fingerprint, name, public_key, added_name) values (@print, @who, @bytes, @by) on conflict (fingerprint) do nothing", new { print, who, bytes, by = desk.Db.Actor.Name }, stop) == 0) throw new CommandException($"指纹 {print} 已在信任之列", 2);
            await desk.Db.RecordAsync(new(DeedKind.Install, "modules", Title: $"信任签名人：{who}", Changes: [new("指纹", null, print)], Reason: arguments.GetValue(reason)), stop);
            Desk.Say(arguments, $"已信任“{who}”，指纹 {print}。请与对方核对指纹", new { Fingerprint = print, Name = who });
        }, stop));
        return command;
    }

    static Command Distrust()
    {
        var print = new Argument<string>("fingerprint") { Description = "指纹（module signers 列出的）", HelpName = "指纹" };
        var reason = Options.Reason();
        var command = new Command("distrust", "不再信任一个签名人；已装的模块不受影响") { print, reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            var gone = await desk.Db.FirstAsync<string>("delete from org.trusted_signer where fingerprint = @print returning name", new { print = arguments.GetValue(print) }, stop) ?? throw new CommandException("信任的签名人里没有这个指纹；用 module signers 查看", 2);
            await desk.Db.RecordAsync(new(DeedKind.Install, "modules", Title: $"不再信任签名人：{gone}", Changes: [new("指纹", arguments.GetValue(print), "")], Reason: arguments.GetValue(reason)), stop);
            Desk.Say(arguments, $"不再信任“{gone}”", new { Fingerprint = arguments.GetValue(print), Name = gone });
        }, stop));
        return command;
    }

    static Command Signers()
    {
        var command = new Command("signers", "列出信任的签名人") { Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
            Desk.Print(arguments, await desk.Db.QueryAsync<Trusted>("select fingerprint, name, added_at, added_name from org.trusted_signer order by added_at", null, stop), ("指纹", one => one.Fingerprint), ("签名人", one => one.Name), ("列入时间", one => Clock.ShowFull(one.AddedAt)), ("列入的人", one => one.AddedName)), stop));
        return command;
    }

    static Command Verify()
    {
        var file = PackageFile();
        var command = new Command("verify", "验看一个模块包：签名、约定、权限、它要读写什么、结构升级试做一遍") { file, Options.Json };
        command.SetAction((arguments, stop) => Commands.GuardAsync(async () =>
        {
            var isRefused = false;
            var done = await Desk.WorkAsync(arguments, async desk =>
            {
                using var archive = OpenArchive(arguments.GetValue(file)!);
                var scratch = Directory.CreateTempSubdirectory("orgwork-verify-");
                try
                {
                    var review = await ReviewAsync(desk, archive, archive.Take(scratch.FullName), isDeed: false, stop);
                    isRefused = review.Faults.Any();
                    if (arguments.GetValue(Options.Json)) Console.WriteLine(JsonSerializer.Serialize(review, Commands.Json));
                    else Show(review);
                }
                finally
                {
                    scratch.Delete(recursive: true);
                }
            }, stop);
            return done == 0 && isRefused ? 1 : done;
        }));
        return command;
    }

    static Command Install()
    {
        var file = PackageFile();
        var unsigned = new Option<bool>("--unsigned") { Description = "没有签名、或签名人不在信任之列也装；来源由安装的人负责" };
        var reason = Options.Reason();
        var command = new Command("install", "验看之后装入模块目录；正在运行的平台随即装上，不用重启") { file, unsigned, reason, Options.Json };
        command.SetAction((arguments, stop) => Desk.WorkAsync(arguments, async desk =>
        {
            using var archive = OpenArchive(arguments.GetValue(file)!);
            var scratch = Directory.CreateTempSubdirectory("orgwork-install-");
            try
            {
                var package = archive.Take(scratch.FullName);
                var review = await ReviewAsync(desk, archive, package, isDeed: true, stop);
                if (!arguments.GetValue(Options.Json)) Show(review);
                var against = review.Faults.Where(fault => fault.What != "签名" || !arguments.GetValue(unsigned)).ToList();
                if (against.Count > 0) throw new CommandException($"没有安装：{string.Join("；", against.Select(fault => fault.Words))}{(against.All(fault => fault.What == "签名") ? "。确要安装请加 --unsigned" : "")}");
                var target = Put(archive.Folder, desk.ModulesFolder, package.Manifest);
                await desk.Db.RecordAsync(new(DeedKind.Install, "modules", Title: package.Manifest.Name, Changes: [new("版本", review.Installed, package.Manifest.Version), new("签名人", null, review.IsTrusted ? review.Signer : "未经验证"), new("校验", null, package.Hash)], Reason: arguments.GetValue(reason)), stop);
                Desk.Say(arguments, $"“{package.Manifest.Name}”{package.Manifest.Version} 已装入 {target}；正在运行的平台两秒内装上。按区划开关：module on {package.Manifest.Id} --at 区划代码 --reason 事由", new { package.Manifest.Id, package.Manifest.Version, Folder = target, Review = review });
            }
            finally
            {
                scratch.Delete(recursive: true);
            }
        }, stop));
        return command;
    }

    static ModuleArchive OpenArchive(FileInfo file) => file.Exists ? ModuleArchive.Open(file.FullName) : throw new CommandException($"没有 {file.FullName}", 2);

    static async Task<ModuleReview> ReviewAsync(Desk desk, ModuleArchive archive, ModulePackage package, bool isDeed, CancellationToken stop)
    {
        var trusted = (await desk.Db.QueryAsync<(string Fingerprint, string Name)>("select fingerprint, name from org.trusted_signer", null, stop)).ToDictionary(one => one.Fingerprint, one => one.Name);
        return await ModuleReview.MakeAsync(archive, package, desk.Modules, trusted, migrations => desk.Setup.TryOutAsync(package.Manifest, migrations, [], isDeed, stop));
    }

    static void Show(ModuleReview review)
    {
        Console.WriteLine($"{review.Name}（{review.Id}）{review.Version}，{review.Bytes / 1024.0:N0} KB");
        foreach (var line in review.Lines) Console.WriteLine($"{(line.IsFault ? "✗" : "　")} {DemoAccounts.Pad(line.What, 16)}{line.Words}");
    }

    /// <summary>Whole or not at all: made beside the modules folder, where no host looks, then exchanged for what is there.</summary>
    static string Put(string from, string modules, ModuleManifest manifest)
    {
        Directory.CreateDirectory(modules);
        var target = Directory.GetDirectories(modules).FirstOrDefault(folder => IdIn(folder) == manifest.Id) ?? Path.Combine(modules, manifest.Area);
        var beside = Path.GetDirectoryName(Path.GetFullPath(modules.TrimEnd('/')))!;
        var fresh = Path.Combine(beside, $".{manifest.Area}.{Guid.NewGuid():N}");
        try
        {
            foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(fresh, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
            var old = Path.Combine(beside, $".{manifest.Area}.old.{Guid.NewGuid():N}");
            if (Directory.Exists(target)) Directory.Move(target, old);
            Directory.Move(fresh, target);
            if (Directory.Exists(old)) Directory.Delete(old, recursive: true);
            return target;
        }
        finally
        {
            if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        }
    }

    static string? IdIn(string folder)
    {
        try
        {
            return ModuleManifest.Parse(File.ReadAllText(Path.Combine(folder, "module.json"))).Id;
        }
        catch (Exception fault) when (fault is IOException or ModuleRefusedException)
        {
            return null;
        }
    }
}
