namespace OrgWork.Ui;

/// <summary>Something that cannot be shown or done, in the words of the person who met it. Drawn by the partial <c>_Fault</c>.</summary>
/// <param name="Kind">beside the number: 没有权限</param>
/// <param name="Title">what is the matter, as a sentence</param>
/// <param name="What">what happened, and what became of what they had typed</param>
/// <param name="Next">what they can do now</param>
/// <param name="Help">who can help</param>
/// <param name="Correlation">what to tell that person, so that the fault is found in the log</param>
public sealed record Fault(int Status, string Kind, string Title, string What, string Next, string Help, string? Correlation)
{
    /// <summary>所需权限, 谁能开启: what is known beyond the sentences.</summary>
    public IReadOnlyList<FaultFact> Facts { get; init; } = [];
    /// <summary>Ways on. The first is the main one.</summary>
    public IReadOnlyList<FrameLink> Links { get; init; } = [new("回工作台", "/")];

    const string Administrator = "本单位系统管理员";

    /// <summary>The general words for a status; whoever knows more says it <c>with</c> better ones.</summary>
    public static Fault Of(int status, string? correlation = null) => status switch
    {
        400 => new(400, "请求不完整", "这次提交没有被接受",
            "页面打开太久、在别处退出过，或提交的内容不完整。没有写入任何数据。", "请返回上一页，刷新后再提交；已填的内容一般还在。", Administrator, correlation),
        403 => new(403, "没有权限", "您没有打开这里的权限",
            "您的授权不包括这项内容，或不包括这个地方。", "确需查看或办理的，请向管理员申请授权，说明用途和期限。", Administrator, correlation),
        404 => new(404, "没有找到", "没有这个页面",
            "地址可能有误，记录可能已经移走、并入或删除，也可能这里没有开通这个模块。", "请从菜单进入，或用查找再找。", Administrator, correlation),
        409 => new(409, "同时修改", "内容已被别人改过，您的修改还没有保存",
            "您打开之后，别人先保存了同一条记录。两人的内容都没有丢失。", "请返回上一页，看清对方的修改后再保存。", Administrator, correlation),
        429 => new(429, "操作过于频繁", "操作太快，请稍等片刻",
            "短时间内请求过多，平台暂停了您的操作。没有写入任何数据。", "请过一分钟再试。", Administrator, correlation),
        503 => new(503, "暂不可用", "这里暂时打不开",
            "平台正在恢复，或所依赖的数据库暂时连不上。已保存的数据没有受影响，刚才提交的内容没有保存。", "请过几分钟再试，其他页面可能仍能使用。", Administrator, correlation),
        _ => new(status, "平台出错", "平台出了差错，没有办成",
            "这不是您的操作造成的。刚才提交的内容没有保存，已保存的数据没有受影响。", "请返回上一页再试；仍然不行，请把下面的编号告诉管理员。", Administrator, correlation),
    };
}

public sealed record FaultFact(string Name, string Text);
