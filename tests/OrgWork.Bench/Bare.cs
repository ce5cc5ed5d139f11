using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Npgsql;
using OrgWork.Host;
using OrgWork.Kernel;

namespace OrgWork.Bench;

/// <summary>
/// The limit we measure ourselves against: Kestrel, one SQL statement without row security, HTML by hand. No sign-in, no layout, no audit.
/// The statements are those of the product's pages, with the scope written into the WHERE.
/// </summary>
static class Bare
{
    const string Columns = "t.name, t.sex, t.birth_on, t.nation, t.education, (select o.name from grassroots.organisation o where o.id = t.organisation_id), t.kind, t.joined_on, t.became_full_on, t.occupation";

    public static async Task ServeAsync(string connectionString, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port));
        await using var app = builder.Build();
        var pool = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = Math.Max(4, 2 * Environment.ProcessorCount), MaxAutoPrepare = 100, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        await using var source = new NpgsqlDataSourceBuilder(pool.ConnectionString).Build();
        var encoder = HtmlEncoder.Create(UnicodeRanges.All);

        app.MapGet("/health", () => "ok");
        app.MapGet("/list", (string lo, string hi) => ListAsync(source, encoder, $"""
            select t.id, t.locality_path, {Columns} from grassroots.member t
            where t.removed_at is null and t.locality_path >= $1 and t.locality_path < $2
            order by t.locality_path, t.rank_order, t.id limit 51
            """, lo, hi));
        app.MapGet("/find", (string lo, string hi, string q) => ListAsync(source, encoder, $"""
            select t.id, t.locality_path, {Columns} from grassroots.member_gram g join grassroots.member t on t.id = g.row_id
            where g.gram = $3 and t.removed_at is null and g.locality_path >= $1 and g.locality_path < $2
            order by g.locality_path, g.rank_order, g.row_id limit 51
            """, lo, hi, q));
        app.MapGet("/count", async (string lo, string hi) =>
        {
            await using var command = source.CreateCommand("""
                select count(*)::int from (select 1 from grassroots.member t where t.removed_at is null and t.sex = '2' and t.locality_path >= $1 and t.locality_path < $2
                order by t.locality_path, t.rank_order, t.id limit 1001) counted
                """);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = lo });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = hi });
            return Results.Content(((int)(await command.ExecuteScalarAsync())!).ToString());
        });
        app.MapGet("/record", async (Guid id) =>
        {
            await using var batch = source.CreateBatch();
            foreach (var sql in (string[])["select * from grassroots.member where id = $1", "select * from grassroots.member_post where member_id = $1 and removed_at is null order by rank_order, id limit 300", "select * from grassroots.member_honour where member_id = $1 and removed_at is null order by rank_order, id limit 300", "select * from grassroots.member_move where member_id = $1 and removed_at is null order by rank_order, id limit 300"])
                batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = id } } });
            var html = new StringBuilder(4096).Append("<!DOCTYPE html><meta charset=utf-8><title>member</title>");
            await using var reader = await batch.ExecuteReaderAsync();
            do Rows(html, reader, encoder, 0);
            while (await reader.NextResultAsync());
            return Results.Content(html.ToString(), "text/html; charset=utf-8");
        });
        app.MapGet("/export", async (string lo, string hi) =>
        {
            await using var command = source.CreateCommand($"select {Columns} from grassroots.member t where t.removed_at is null and t.locality_path >= $1 and t.locality_path < $2 order by t.locality_path, t.rank_order, t.id");
            foreach (var value in (string[])[lo, hi]) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
            var file = new MemoryStream();
            await using (var sheet = new SheetWriter(file, "members", "bare"))
            {
                await using var reader = await command.ExecuteReaderAsync();
                sheet.Begin([.. Enumerable.Range(0, reader.FieldCount).Select(i => new SheetColumn(reader.GetName(i)))]);
                var cells = new SheetCell[reader.FieldCount];
                while (await reader.ReadAsync())
                {
                    for (var i = 0; i < cells.Length; i++) cells[i] = reader.IsDBNull(i) ? default : reader.GetValue(i) is DateOnly day ? day : reader.GetValue(i).ToString();
                    sheet.Row(cells);
                }
                await sheet.FinishAsync();
            }
            return Results.Bytes(file.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        });
        var passwords = new Passwords();
        app.MapPost("/signin", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            await using var ask = source.CreateCommand("select id, password_hash from org.account where account = $1");
            ask.Parameters.Add(new NpgsqlParameter<string> { TypedValue = form["account"].ToString() });
            Guid id;
            string? hash;
            await using (var reader = await ask.ExecuteReaderAsync())
            {
                if (!await reader.ReadAsync()) return Results.Unauthorized();
                (id, hash) = (reader.GetGuid(0), reader.GetString(1));
            }
            using (var turn = await passwords.TakeTurnAsync(default))
                if (!turn.IsRight(hash, form["password"].ToString(), out _)) return Results.Unauthorized();
            await using var begin = source.CreateCommand("insert into org.session (token_hash, account_id, expires_at, remote, agent) values ($1, $2, now() + interval '10 hours', '127.0.0.1', 'bare')");
            begin.Parameters.Add(new() { Value = Sessions.HashOf(Sessions.NewToken()) });
            begin.Parameters.Add(new() { Value = id });
            await begin.ExecuteNonQueryAsync();
            return Results.Ok();
        });
        await app.RunAsync();
    }

    static async Task<IResult> ListAsync(NpgsqlDataSource source, HtmlEncoder encoder, string sql, params string[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        var html = new StringBuilder(16384).Append("<!DOCTYPE html><meta charset=utf-8><title>members</title><table>");
        await using var reader = await command.ExecuteReaderAsync();
        Rows(html, reader, encoder, 2);
        return Results.Content(html.Append("</table>").ToString(), "text/html; charset=utf-8");
    }

    static void Rows(StringBuilder html, NpgsqlDataReader reader, HtmlEncoder encoder, int from)
    {
        while (reader.Read())
        {
            html.Append("<tr>");
            for (var i = from; i < reader.FieldCount; i++)
            {
                html.Append("<td>");
                if (!reader.IsDBNull(i)) html.Append(reader.GetValue(i) switch { string text => encoder.Encode(text), DateOnly day => day.ToString("yyyy.MM.dd"), var other => encoder.Encode(other.ToString() ?? "") });
                html.Append("</td>");
            }
            html.Append("</tr>");
        }
    }
}
