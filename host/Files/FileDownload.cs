using Microsoft.Net.Http.Headers;
using OrgWork.Ui;

namespace OrgWork.Host;

/// <summary>
/// <c>/{locality}/org/files/{id}</c>: a file of any module, for whoever may see it there. Each time is a deed on the record it hangs on.
/// A file of another place, of a module that is off, or of nobody's gets the same answer: there is none.
/// </summary>
static class FileDownload
{
    public static void Map(WebApplication app) =>
        app.MapGet("/{locality:locality}/org/files/{id:guid}", AnswerAsync).WithMetadata(new SignedInOnlyAttribute(), new BelongsTo(OrgModule.Manifest));

    static async Task AnswerAsync(HttpContext context, Guid id, Here here, Databases databases, IdentityVault identities, RunningModules modules, Live live, FaultPages faults)
    {
        var stop = context.RequestAborted;
        if (await FileReach.FindAsync(id, here, databases, identities, modules, live, stop) is not { } found)
        {
            await faults.ShowAsync(context, Fault.Of(404) with { Title = "没有这个文件", What = "文件可能已经移除、过了保存期限，或不在您的授权范围内。" });
            return;
        }
        var (file, module) = found;
        if (!here.May(file.Permission))
        {
            await faults.ShowAsync(context, Fault.Of(403) with { Facts = [new("所需权限", modules.NameOf(file.Permission))] });
            return;
        }
        // Written first: no entry, no file.
        await using (var deed = FileReach.Open(databases, module, here, writes: true))
        {
            await deed.RecordAsync(new(DeedKind.Download, file.Register, file.RowId, file.LocalityPath, file.Name), stop);
            await deed.CommitAsync(stop);
        }
        var response = context.Response;
        response.ContentType = file.MediaType;
        response.ContentLength = file.Size;
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName(file.Name);
        response.Headers.ContentDisposition = name.ToString();
        // Whatever is in it, it runs nothing here.
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        await using var db = FileReach.Open(databases, module, here, writes: false);
        try
        {
            await new FileStore(db, identities).CopyAsync(file, response.Body, stop);
        }
        catch (InvalidDataException fault) when (!response.HasStarted)
        {
            response.Clear();
            await faults.ShowAsync(context, Fault.Of(500) with { Title = "这个文件现在打不开", What = fault.Message + "。", Next = "请把这句话告诉系统管理员；恢复之后文件照旧可用。" });
        }
    }
}

/// <summary>A file in its module, as the host's own pages reach it: found under the host's login, read and changed under the module's.</summary>
static class FileReach
{
    public static async Task<(StoredFile File, ModuleManifest Module)?> FindAsync(Guid id, Here here, Databases databases, IdentityVault identities, RunningModules modules, Live live, CancellationToken stop)
    {
        await using var db = Open(databases, OrgModule.Manifest, here, writes: false);
        if (await new FileStore(db, identities).FindAsync(id, stop) is not { } file || modules.Find(file.Module) is not { } module) return null;
        return (await live.StatesAsync(stop)).Reached(module, here.Locality) is ModuleState.Off or ModuleState.Retired ? null : (file, module);
    }

    public static Db Open(Databases databases, ModuleManifest module, Here here, bool writes)
    {
        var (scope, actor) = (Scope.Subtree(here.Locality, here.User.Id), new Actor(here.User.Id, here.User.Name, here.RemoteAddress));
        return writes ? databases.Of(module).OpenForWriting(scope, actor) : databases.Of(module).OpenForReading(scope, actor);
    }
}
