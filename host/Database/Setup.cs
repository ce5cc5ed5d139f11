using Npgsql;

namespace OrgWork.Host;

/// <summary>
/// Brings a database to where this version needs it: roles, schemas, migrations, and a look at the fence. Safe to run at every start
/// and by several hosts at once.
/// </summary>
sealed class Setup(NpgsqlDataSource admin, Keys keys)
{
    public const string CoreLogin = "ow_core";
    public static string LoginOf(string module) => "ow_m_" + module;
    internal static string OwnerOf(string schema) => schema == "org" ? "ow_owner" : "ow_o_" + schema;

    /// <summary>The kernel's own roles, schemas and tables.</summary>
    public async Task PrepareKernelAsync(CancellationToken stop)
    {
        var roles = string.Concat(((string[])["ow_owner", "ow_kernel", "ow_runtime", "ow_module_owner"]).Select(role => CreateRole(role, "nologin") + ";\n"));
        await ChangeRolesAsync($"""
            {roles}
            {CreateLogin(CoreLogin, schema: "org")}
            grant ow_owner, ow_kernel to current_user;
            grant ow_kernel to ow_owner;
            create extension if not exists btree_gist;
            create schema if not exists org authorization ow_owner;
            create schema if not exists audit authorization ow_owner;
            revoke create on schema public from public;
            grant usage on schema org to ow_kernel, ow_runtime, ow_module_owner;
            grant create on schema org, audit to ow_kernel;
            do $$ begin execute format('revoke all on database %I from public', current_database()); execute format('grant connect, temporary on database %I to ow_runtime', current_database()); end $$;
            """, stop);
        await MigrateKernelAsync(stop);

        var (inner, outer) = HmacPads(keys.For("scope"));
        await using var seal = admin.CreateCommand("insert into org.scope_key (inner_pad, outer_pad) values ($1, $2) on conflict (only_one) do update set inner_pad = $1, outer_pad = $2");
        seal.Parameters.Add(new() { Value = inner });
        seal.Parameters.Add(new() { Value = outer });
        await seal.ExecuteNonQueryAsync(stop);
        await ChangeRolesAsync("grant references on org.locality, org.person, org.unit to ow_module_owner; grant select on org.locality to ow_module_owner;", stop);
    }

    /// <summary>A module's login, its schema and its tables.</summary>
    public async Task PrepareModuleAsync(ModuleManifest module, string migrationsFolder, CancellationToken stop)
    {
        await ChangeRolesAsync(RolesOf(module), stop);
        await Migrations.RunAsync(admin, module.Schema, OwnerOf(module.Schema), Migrations.OfFolder(migrationsFolder), module.Placeless, stop);
    }

    string RolesOf(ModuleManifest module)
    {
        var (owner, login, schema) = (OwnerOf(module.Schema), LoginOf(module.Id), module.Schema);
        return $"""
            {CreateRole(owner, "nologin")};
            {CreateLogin(login, schema)}
            grant ow_module_owner to {owner};
            grant {owner} to current_user;
            create schema if not exists "{schema}" authorization {owner};
            grant usage on schema "{schema}" to {login}, ow_kernel;
            alter default privileges for role {owner} in schema "{schema}" grant select, insert, update, delete on tables to {login};
            alter default privileges for role {owner} in schema "{schema}" grant usage on sequences to {login};
            """;
    }

    // What a trial alters stays locked until it is undone. A login waits three seconds for a lock (CreateLogin): whoever only looks is through before that, so that nobody's page fails by it.
    static readonly TimeSpan Look = TimeSpan.FromSeconds(2), LookAtNew = TimeSpan.FromSeconds(20), BeforeDeed = TimeSpan.FromSeconds(60);

    /// <summary>Everything that taking the module up would do to the database, and these questions on top; then all of it is undone. Within a time, see decision 125.</summary>
    /// <param name="isDeed">what is tried is to be done next; then it may take longer than for a look</param>
    public async Task<Trial> TryOutAsync(ModuleManifest module, IReadOnlyList<Migration> migrations, IEnumerable<string> questions, bool isDeed, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            var most = BeforeDeed;
            try
            {
                await using var connection = await admin.OpenConnectionAsync(stop);
                if (!isDeed) most = await HasTablesAsync(connection, module.Schema, stop) ? Look : LookAtNew;
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
                limit.CancelAfter(most);
                // Ends without a commit.
                await using var transaction = await connection.BeginTransactionAsync(limit.Token);
                await using (var roles = new NpgsqlCommand($"set local lock_timeout = '{(isDeed ? 3 : 1)}s'; select pg_advisory_xact_lock(hashtext('orgwork roles'));\n{RolesOf(module)}", connection)) await roles.ExecuteNonQueryAsync(limit.Token);
                await Migrations.ApplyAsync(connection, module.Schema, OwnerOf(module.Schema), migrations, module.Placeless, limit.Token, most);
                // What it reads of others is lent when it is taken up; until then its questions find an empty view, as they do where this version reads more of it.
                foreach (var (view, columns) in module.Reads)
                {
                    await using var lend = new NpgsqlCommand($"""
                        do $$ begin
                          if (select count(*) from pg_attribute where attrelid = to_regclass('{LentOf(module, view)}') and attname in ({string.Join(", ", columns.Keys.Select(column => $"'{column}'"))}) and not attisdropped) < {columns.Count} then
                            drop view if exists {LentOf(module, view)};
                            create view {LentOf(module, view)} as {Empty(columns)};
                          end if;
                        end $$
                        """, connection);
                    await lend.ExecuteNonQueryAsync(limit.Token);
                }
                foreach (var question in questions)
                {
                    await using var ask = new NpgsqlCommand("explain " + question, connection);
                    await ask.ExecuteNonQueryAsync(limit.Token);
                }
                return new();
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return CutAfter(most);
            }
            catch (Exception cut) when ((cut as PostgresException ?? cut.InnerException as PostgresException)?.SqlState is PostgresErrorCodes.QueryCanceled)
            {
                return CutAfter(most);
            }
            catch (Exception busy) when ((busy as PostgresException ?? busy.InnerException as PostgresException)?.SqlState is PostgresErrorCodes.LockNotAvailable)
            {
                return new(Cut: "要改的表正有人在用，没有轮到试做，什么也没有动；请过一会儿再试");
            }
            catch (ModuleRefusedException refused)
            {
                return new(refused.Message);
            }
            catch (PostgresException crossed) when (tries < 20 && crossed.SqlState is PostgresErrorCodes.InternalError or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected)
            {
                await Task.Delay(Random.Shared.Next(20, 100), stop);
            }
            catch (PostgresException fault)
            {
                return new($"试运行时数据库不接受（{fault.SqlState}）：{fault.MessageText}");
            }
        }

        static Trial CutAfter(TimeSpan most) => new(Cut: $"试做 {most.TotalSeconds:0.#} 秒还没有做完，已停下并全部撤回，没有影响正在使用的人；行数多的表改结构要等，请在不忙的时候办");
    }

    static async Task<bool> HasTablesAsync(NpgsqlConnection connection, string schema, CancellationToken stop)
    {
        await using var look = new NpgsqlCommand("select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r')", connection) { Parameters = { new() { Value = schema } } };
        return (bool)(await look.ExecuteScalarAsync(stop))!;
    }

    /// <summary>Lets a module read what others publish, as far as they are there.</summary>
    public async Task GrantPublishedAsync(ModuleManifest reader, IReadOnlyCollection<ModuleManifest> present, CancellationToken stop)
    {
        foreach (var publisher in present.Where(other => reader.Requires.Contains(other.Id)))
            await ChangeRolesAsync($"grant usage on schema \"{publisher.Schema}\" to {LoginOf(reader.Id)};\n"
                + string.Concat(publisher.PublishedViews.Select(view => $"grant select on \"{publisher.Schema}\".\"{view}\" to {LoginOf(reader.Id)};\n")), stop);
    }

    /// <summary>
    /// What a module reads of others stands in its own schema, always: the publisher's view where the publisher is there, without the places where it is switched off;
    /// else an empty one with the same columns. So a missing module is empty and never an error.
    /// </summary>
    /// <returns>what is published otherwise than the reader expects, and is therefore empty; in words</returns>
    public async Task<IReadOnlyList<string>> LendViewsAsync(ModuleManifest reader, IReadOnlyCollection<ModuleManifest> present, CancellationToken stop)
    {
        var faults = new List<string>();
        foreach (var (view, columns) in reader.Reads)
        {
            var (schema, name) = view.Split('.') is [var s, var n] ? (s, n) : throw new InvalidOperationException(view);
            var publisher = present.FirstOrDefault(module => module.Id == schema && module.PublishedViews.Contains(name));
            var missing = publisher is null ? null : await MissingColumnAsync(schema, name, columns, stop);
            if (missing is not null) faults.Add($"“{publisher!.Name}”公布的 {name} 没有“{reader.Name}”要读的 {missing}，按空处理");
            var body = publisher is not null && missing is null
                ? $"select {string.Join(", ", columns.Keys.Select(column => $"v.\"{column}\""))} from \"{schema}\".\"{name}\" v where v.locality_path not in (select org.closed_places('{schema}'))"
                : Empty(columns);
            var target = LentOf(reader, view);
            var comment = $"读自 {view}（{(publisher is null || missing is not null ? "现在没有，为空" : publisher.Name)}）{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body)))[..12]}";
            await using var look = admin.CreateCommand($"select obj_description(to_regclass('{target}'), 'pg_class')");
            if (await look.ExecuteScalarAsync(stop) as string == comment) continue;
            await ChangeRolesAsync($"""
                {(publisher is null ? "" : $"grant usage on schema \"{schema}\" to {OwnerOf(reader.Schema)}; grant select on \"{schema}\".\"{name}\" to {OwnerOf(reader.Schema)};")}
                set local role {OwnerOf(reader.Schema)};
                drop view if exists {target};
                create view {target} as {body};
                comment on view {target} is '{comment}';
                revoke all on {target} from {LoginOf(reader.Id)};
                grant select on {target} to {LoginOf(reader.Id)};
                reset role;
                """, stop);
        }
        return faults;
    }

    static string LentOf(ModuleManifest reader, string view) => $"\"{reader.Schema}\".\"{view.Replace(".pub_", "_", StringComparison.Ordinal)}\"";

    static string Empty(IReadOnlyDictionary<string, string> columns) => $"select {string.Join(", ", columns.Select(column => $"null::{column.Value}{(column.Key == "locality_path" ? " collate \"C\"" : "")} as \"{column.Key}\""))} where false";

    async Task<string?> MissingColumnAsync(string schema, string view, IReadOnlyDictionary<string, string> columns, CancellationToken stop)
    {
        var there = new Dictionary<string, string>();
        await using var read = admin.CreateCommand("select a.attname, format_type(a.atttypid, null) from pg_attribute a where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped");
        read.Parameters.Add(new() { Value = $"\"{schema}\".\"{view}\"" });
        await using var rows = await read.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) there[rows.GetString(0)] = rows.GetString(1);
        return columns.Where(column => there.GetValueOrDefault(column.Key) != column.Value).Select(column => $"{column.Key}（{column.Value}）").Append(there.ContainsKey("locality_path") ? null : "locality_path").FirstOrDefault();
    }

    /// <summary>The kernel's tables without row security, and why that is right.</summary>
    static readonly Dictionary<string, string> KernelPlaceless = new()
    {
        ["locality"] = "区划本身，人人可见", ["locality_history"] = "区划沿革，人人可见", ["migration"] = "结构升级记录", ["scope_key"] = "只有内核能读",
        ["person"] = "只有内核能读，经函数与触发器使用", ["person_facet"] = "只有内核能读", ["identity_doubt"] = "只有标识，标明谁的号码不成立", ["role"] = "角色定义", ["role_permission"] = "角色定义", ["role_grantable"] = "角色定义", ["permission_offered"] = "角色定义",
        ["role_grant"] = "只有宿主能读", ["session"] = "只有宿主能读", ["module_state"] = "只有宿主能读", ["data_protection_key"] = "只有宿主能读",
        ["described_module"] = "模块的内容，只有宿主能读，经函数写入", ["sensitive_column"] = "只有内核能读", ["personal_key"] = "密钥核对值，只有宿主能读", ["trusted_signer"] = "整个平台的，只有宿主能读",
        ["old_password"] = "只有宿主能读", ["sign_in_source"] = "只有宿主能读",
        ["listener"] = "哪个模块听哪个事件", ["procedure_number"] = "案号用到几号，只有内核能读",
        ["head"] = "操作记录的链尾，只有内核能写", ["checkpoint"] = "操作记录的每日指纹", ["verification"] = "操作记录的验证结果",
        ["saved_condition"] = "按本人而不按区划", ["column_choice"] = "按本人而不按区划", ["desk_choice"] = "按本人而不按区划", ["heading_choice"] = "按本人而不按区划",
        ["holiday_year"] = "全国统一，人人可见", ["holiday"] = "全国统一，人人可见", ["rule_declared"] = "由程序登记，人人可见", ["rule_parameter"] = "上级的设定下级要沿用，人人可见；写入经函数核对范围与宽严",
    };

    static string CreateRole(string role, string options) =>
        $"do $$ begin if not exists (select from pg_roles where rolname = '{role}') then create role {role} {options}; end if; end $$";

    /// <summary>A login that can do nothing but what is granted to it, gives up early and finds its own schema first.</summary>
    string CreateLogin(string login, string schema) => $"""
        {CreateRole(login, "login nosuperuser nocreatedb nocreaterole noinherit nobypassrls")};
        alter role {login} password '{keys.PasswordOf(login)}' inherit;
        grant ow_runtime to {login};
        do $$ begin
          execute format('alter role {login} in database %I set search_path = "{schema}", org', current_database());
          execute format('alter role {login} in database %I set statement_timeout = ''15s''', current_database());
          execute format('alter role {login} in database %I set lock_timeout = ''3s''', current_database());
          execute format('alter role {login} in database %I set idle_in_transaction_session_timeout = ''30s''', current_database());
        end $$;
        """;

    static (byte[] Inner, byte[] Outer) HmacPads(byte[] key)
    {
        var (inner, outer) = (new byte[64], new byte[64]);
        key.CopyTo(inner, 0);
        key.CopyTo(outer, 0);
        for (var i = 0; i < 64; i++)
        {
            inner[i] ^= 0x36;
            outer[i] ^= 0x5c;
        }
        return (inner, outer);
    }

    /// <summary>Another host that starts at this moment may be granting on the same schemas; the server then refuses one of the two, whose turn comes again.</summary>
    async Task MigrateKernelAsync(CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await Migrations.RunAsync(admin, "org", OwnerOf("org"), Migrations.OfKernel(), KernelPlaceless, stop);
                return;
            }
            catch (ModuleRefusedException crossed) when (tries < 20 && crossed.InnerException is PostgresException { SqlState: PostgresErrorCodes.InternalError or PostgresErrorCodes.DeadlockDetected })
            {
                await Task.Delay(Random.Shared.Next(20, 100), stop);
            }
        }
    }

    /// <summary>
    /// In one transaction, under a lock against other hosts on this database. Roles belong to the whole server and the lock does not:
    /// what crosses a start on another database is done again.
    /// </summary>
    async Task ChangeRolesAsync(string sql, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var change = admin.CreateCommand($"begin;\nselect pg_advisory_xact_lock(hashtext('orgwork roles'));\n{sql}\ncommit");
                await change.ExecuteNonQueryAsync(stop);
                return;
            }
            catch (PostgresException crossed) when (tries < 20 && crossed.SqlState is PostgresErrorCodes.InternalError or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected)
            {
                await Task.Delay(Random.Shared.Next(20, 100), stop);
            }
        }
    }
}
