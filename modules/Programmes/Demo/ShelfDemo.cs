using System.Text.Json;
using Npgsql;

namespace OrgWork.Programmes;

/// <summary>Some programmes of the shelf, live in the invented city's first county. Their tables come when the host takes them up, and then their rows.</summary>
static class ShelfDemo
{
    /// <summary>Every place has these.</summary>
    static readonly string[] Few = ["sanlian-sancu", "wuji-lianbao", "juzhang-jiangtan"];

    /// <summary>And these where the city is large enough to be shown to somebody; a few hundredths of a second each to publish, and some more to take up.</summary>
    static readonly string[] More =
    [
        "sansong-sanwen", "guangju-xinghuo", "wuming-xingdong", "jidusai", "leitaisai", "wanming-daketang", "dangjian-shifandai", "hongse-wuye", "shuangbaodao", "yihe-sanfang", "shuanglian-liubang", "zhanyi-yixian",
        "shuang-daitouren", "hongse-dongli-dai", "hezuoshe-dangqihong", "mingxiao-yousheng", "zhaopin-zhuanlie", "kechuang-zhou", "zhiku-zhuanjia", "wufenzhong-shengtaiquan", "zugong-dajiangtang", "lixiang-diaoyan", "wei-qunzhong-banshishi", "buwuhui-baolian", "yingji-cuoshi", "zhidu-luoshinian", "zhuanjia-fuwutuan", "cunmin-shuoshi", "rencai-jia",
    ];

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        if (city.Localities.Roots.SelectMany(root => city.Localities.ChildrenOf(root)).FirstOrDefault(place => place.Kind == LocalityKind.County) is not { } county) return;
        var number = 0;
        foreach (var key in city.Counts.Villages < 100 ? Few : [.. Few, .. More])
        {
            if (ProgrammeShelf.Find(key) is not { } item) continue;
            var change = ProgrammeChange.Between(null, ProgrammeShelf.InYear(item, DemoCity.Today.Year), 1);
            var package = ProgrammePackage.Make($"p{++number}_{string.Concat(Pinyin.Initials(item.Description.Name).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(12))}", change.Description, 1, new Dictionary<string, string>(), change.Sql);
            await using var batch = new NpgsqlBatch(city.Connection);
            var files = JsonSerializer.Serialize(package.Files);
            var id = city.IdFor("design", number);
            Add("insert into programmes.design (id, locality_path, name, sphere, edition, state, module, draft, published_no, origin) values ($1, $2, $3, $4, $5, '2', $6, $7::jsonb, 1, $8)",
                id, county.Path, package.Description.Name, package.Description.Sphere, package.Description.Edition, package.Id, package.Description.ToJson(), "货架：" + key);
            Add("insert into programmes.design_version (id, design_id, locality_path, rank_order, no, description, files, did, published_by_name) values ($1, $2, $3, -1, 1, $4::jsonb, $5::jsonb, '首次发布', '系统')", city.IdFor("design version", number), id, county.Path, package.Description.ToJson(), files);
            Add("insert into org.described_module (id, owner_id, files, sha256) values ($1, $2, $3::jsonb, $4)", package.Id, county.Id, files, package.Sha256);
            Add("insert into org.module_state (locality_id, module, state, reason) select id, $1, 0, $2 from org.locality where parent_id is null and kind < 6 and id <> $3", package.Id, "专项只在建立它的地方启用", county.Id);
            Add("insert into org.module_state (locality_id, module, state, reason) values ($1, $2, 2, $3)", county.Id, package.Id, "从货架安装");
            Add("select setval('programmes.design_number', $1)", (long)number);
            await batch.ExecuteNonQueryAsync(stop);

            void Add(string sql, params object[] values)
            {
                var command = new NpgsqlBatchCommand(sql);
                foreach (var value in values) command.Parameters.Add(new() { Value = value });
                batch.BatchCommands.Add(command);
            }
        }
    }
}
