using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Tests;

/// <summary>Databases with as much in them as a test of the database's own rules needs, and no host.</summary>
static class TestDatabase
{
    static readonly Lazy<Task> Roles = new(async () =>
    {
        await using var source = await TestCluster.AdminAsync();
        await using var make = source.CreateCommand("""
            do $$ declare role text; begin
              foreach role in array array['ow_owner', 'ow_kernel', 'ow_runtime', 'ow_module_owner'] loop
                if not exists (select from pg_roles where rolname = role) then execute format('create role %I nologin', role); end if;
              end loop;
            end $$
            """);
        await make.ExecuteNonQueryAsync();
    });

    /// <summary>The schema org, empty.</summary>
    public static async Task<string> CreateAsync(string name)
    {
        await Roles.Value;
        var connection = await TestCluster.CreateDatabaseAsync(name);
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var make = source.CreateCommand("create schema org authorization ow_owner");
        await make.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>What a module's package brings: its migrations, in a folder of their own.</summary>
    public static string Migrations(params (string File, string Sql)[] files)
    {
        var folder = Scratch.Folder($"migrations-{Guid.NewGuid():N}");
        foreach (var (file, sql) in files) File.WriteAllText(Path.Combine(folder, file), sql);
        return folder;
    }

    public static ModuleManifest Manifest(string id) => new() { Id = id, Name = id, Version = "1.0.0", ContractVersion = ModuleManifest.Contract };
}
