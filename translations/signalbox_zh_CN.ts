<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>ColumnMenu</name>
    <message>
        <source>Resize columns to contents</source>
        <translation>按内容调整列宽</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>恢复默认布局</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two units of time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>milliseconds</comment>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>per second</comment>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>Default room</source>
        <translation>默认房间</translation>
    </message>
    <message>
        <source>(invisible name)</source>
        <translation>（不可见的名称）</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>浏览器</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a dialect and a key</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>until the hub stops</source>
        <translation>直到中枢停止</translation>
    </message>
</context>
<context>
    <name>HelpDialogs</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About Signalbox</source>
        <translation>关于 Signalbox</translation>
    </message>
    <message>
        <source>Signalbox %1</source>
        <translation>Signalbox %1</translation>
    </message>
    <message>
        <source>A WebRTC signaling hub for the local network.
Free software under the MIT licence.</source>
        <translation>局域网 WebRTC 信令中枢。
自由软件，采用 MIT 许可证。</translation>
    </message>
</context>
<context>
    <name>KnownBy</name>
    <message>
        <source>room %1</source>
        <translation>房间 %1</translation>
    </message>
    <message numerus="yes">
        <source>room %1 or another of its %Ln rooms</source>
        <translation>
            <numerusform>房间 %1 或其所在 %Ln 个房间中的另一个</numerusform>
        </translation>
    </message>
    <message>
        <source>its ID</source>
        <translation>其 ID</translation>
    </message>
    <message>
        <source>its nick</source>
        <translation>其昵称</translation>
    </message>
    <message>
        <source>its program</source>
        <translation>其程序</translation>
    </message>
    <message>
        <source>its room</source>
        <translation>其房间</translation>
    </message>
    <message>
        <source>its address</source>
        <translation>其地址</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>a list and its last part</comment>
        <translation>%1和%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>ID %1</source>
        <translation>ID %1</translation>
    </message>
    <message>
        <source>nick %1</source>
        <translation>昵称 %1</translation>
    </message>
    <message>
        <source>program %1</source>
        <translation>程序 %1</translation>
    </message>
    <message>
        <source>address %1</source>
        <translation>地址 %1</translation>
    </message>
</context>
<context>
    <name>LogText</name>
    <message>
        <source>%1 left</source>
        <translation>%1 已离开</translation>
    </message>
    <message>
        <source>%1 was lost: its connection broke without a goodbye</source>
        <translation>%1 已失联：连接意外中断</translation>
    </message>
    <message>
        <source>%1 was kicked, without a reason</source>
        <translation>%1 被移出，未说明原因</translation>
    </message>
    <message>
        <source>%1 was kicked: %2</source>
        <translation>%1 被移出：%2</translation>
    </message>
    <message>
        <source>%1 is gone: it answered no ping</source>
        <translation>%1 已断开：对 ping 没有回应</translation>
    </message>
    <message>
        <source>%1 was dropped: it did not read what was sent to it</source>
        <translation>%1 被断开：未读取发给它的数据</translation>
    </message>
    <message>
        <source>%1 was dropped: it asked without reading the answers</source>
        <translation>%1 被断开：不断请求却不读取应答</translation>
    </message>
    <message>
        <source>%1 was replaced by another connection with its ID</source>
        <translation>%1 已被使用相同 ID 的另一连接取代</translation>
    </message>
    <message>
        <source>%1 was dropped: its messages were too large or malformed</source>
        <translation>%1 被断开：消息过大或格式错误</translation>
    </message>
    <message>
        <source>%1 was disconnected: the hub stopped</source>
        <translation>%1 已断开：中枢已停止</translation>
    </message>
    <message>
        <source>not JSON</source>
        <translation>不是 JSON</translation>
    </message>
    <message>
        <source>JSON, but not an object</source>
        <translation>是 JSON，但不是对象</translation>
    </message>
    <message>
        <source>no type</source>
        <translation>缺少 type</translation>
    </message>
    <message>
        <source>%1 is given twice</source>
        <translation>%1 出现了两次</translation>
    </message>
    <message>
        <source>%1 is of the wrong JSON type</source>
        <translation>%1 的 JSON 类型不对</translation>
    </message>
    <message>
        <source>%1 is too long</source>
        <translation>%1 过长</translation>
    </message>
    <message>
        <source>nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>only the hub sends the type %1</source>
        <translation>类型 %1 只能由中枢发送</translation>
    </message>
    <message>
        <source>the ID %1 is taken</source>
        <translation>ID %1 已被占用</translation>
    </message>
    <message>
        <source>nobody in its room has the ID %1</source>
        <translation>其房间内没有 ID 为 %1 的节点</translation>
    </message>
    <message>
        <source>an answer needs a receiver</source>
        <translation>应答（answer）需要指定接收者</translation>
    </message>
    <message>
        <source>it is in no room</source>
        <translation>它不在任何房间</translation>
    </message>
    <message>
        <source>it sent no complete request in time</source>
        <translation>未及时发来完整的请求</translation>
    </message>
    <message>
        <source>its request head was too large</source>
        <translation>请求头过大</translation>
    </message>
    <message>
        <source>it does not speak HTTP</source>
        <translation>它使用的不是 HTTP</translation>
    </message>
    <message>
        <source>its WebSocket request was malformed</source>
        <translation>WebSocket 请求格式错误</translation>
    </message>
    <message>
        <source>too many connections had sent no request yet</source>
        <translation>尚未发送请求的连接过多</translation>
    </message>
    <message>
        <source>%1 joined %2</source>
        <translation>%1 加入了%2</translation>
    </message>
    <message>
        <source>%1 joined %2 from %3</source>
        <translation>%1 从 %3 加入了%2</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>%1 is called %2 now</source>
        <translation>%1 改名为 %2</translation>
    </message>
    <message>
        <source>%1 moved to %2</source>
        <translation>%1 移到了%2</translation>
    </message>
    <message>
        <source>%1 left %2 and stays connected</source>
        <translation>%1 离开了%2，仍保持连接</translation>
    </message>
    <message>
        <source>Refused a message of %1: %2</source>
        <translation>拒绝了 %1 的消息：%2</translation>
    </message>
    <message>
        <source>Turned away a connection from %1: %2</source>
        <translation>拒绝了来自 %1 的连接：%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) are missing here: there were too many to keep</source>
        <translation>
            <numerusform>此处缺少 %Ln 条事件：数量过多，未能保留</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was disconnected, as its protocol wants: its wish was refused</source>
        <translation>%1 已按其协议断开：其请求被拒绝</translation>
    </message>
    <message>
        <source>%1 was disconnected, as its protocol wants: its partner is gone</source>
        <translation>%1 已按其协议断开：其对方已离开</translation>
    </message>
    <message>
        <source>%1 may come in again: it was disconnected so that it connects anew</source>
        <translation>%1 可以重新加入：已将其断开，以便其重新连接</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>缺少 %1</translation>
    </message>
    <message>
        <source>its protocol has no message of the type %1</source>
        <translation>其协议没有类型为 %1 的消息</translation>
    </message>
    <message>
        <source>its protocol does not allow the name %1</source>
        <translation>其协议不允许名称 %1</translation>
    </message>
    <message>
        <source>the room %1 is full</source>
        <translation>房间 %1 已满</translation>
    </message>
    <message>
        <source>it is in too many rooms already</source>
        <translation>它所在的房间已过多</translation>
    </message>
    <message>
        <source>it has too many sessions already</source>
        <translation>它的会话已过多</translation>
    </message>
    <message>
        <source>it has no session %1</source>
        <translation>它没有会话 %1</translation>
    </message>
    <message>
        <source>nobody can be connected with %1 as things are</source>
        <translation>目前无法与 %1 建立会话</translation>
    </message>
    <message>
        <source>%1 is in a session already</source>
        <translation>%1 已在会话中</translation>
    </message>
    <message>
        <source>%1 is not its own</source>
        <translation>%1 不属于它</translation>
    </message>
    <message>
        <source>it must say first who it is</source>
        <translation>它须先表明身份</translation>
    </message>
    <message>
        <source>nothing tells yet which protocol it speaks</source>
        <translation>尚不知道它使用哪种协议</translation>
    </message>
    <message>
        <source>it was put out, and is refused for a while</source>
        <translation>它已被移出，暂时拒绝其加入</translation>
    </message>
</context>
<context>
    <name>MessageText</name>
    <message>
        <source>(Cut here: the message has %1)</source>
        <translation>（到此截断：整条消息为 %1）</translation>
    </message>
</context>
<context>
    <name>PeerColumn</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Whether the peer has joined and keeps up</source>
        <translation>节点是否已加入、能否及时接收</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>What other peers address it by</source>
        <translation>其他节点用来指定它的标识</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>The network address it connects from</source>
        <translation>它连接所用的网络地址</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>The browser or program, as it says itself</source>
        <translation>它自称的浏览器或程序</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>For how long it has been connected</source>
        <translation>已连接多长时间</translation>
    </message>
    <message>
        <source>In</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>Messages that came from it</source>
        <translation>它发来的消息数</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>Messages that were sent to it</source>
        <translation>发给它的消息数</translation>
    </message>
    <message>
        <source>Data in</source>
        <translation>收到数据</translation>
    </message>
    <message>
        <source>Bytes that came from it</source>
        <translation>它发来的字节数</translation>
    </message>
    <message>
        <source>Data out</source>
        <translation>发出数据</translation>
    </message>
    <message>
        <source>Bytes that were sent to it</source>
        <translation>发给它的字节数</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Messages per second, in and out, and the last minute</source>
        <translation>每秒收发的消息数，以及最近一分钟的走势</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返时间</translation>
    </message>
    <message>
        <source>How long the last ping took there and back</source>
        <translation>最近一次 ping 的往返时间</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The nick the peer gave itself, or its ID and its program in short</source>
        <translation>节点自取的昵称，或其 ID 与程序的简称</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>The signaling protocol that it speaks</source>
        <translation>它使用的信令协议</translation>
    </message>
    <message>
        <source>The rooms whose members hear it</source>
        <translation>能听到它的成员所在的房间</translation>
    </message>
</context>
<context>
    <name>PeerText</name>
    <message>
        <source>Not joined: connected, but it has not said who it is.</source>
        <translation>未加入：已连接，但尚未表明身份。</translation>
    </message>
    <message>
        <source>No room: it left its room and is still connected.</source>
        <translation>无房间：已离开房间，仍保持连接。</translation>
    </message>
    <message>
        <source>Slow: %1 wait to be read by it.</source>
        <translation>缓慢：有 %1 等待它读取。</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>已加入</translation>
    </message>
    <message>
        <source>Not joined</source>
        <translation>未加入</translation>
    </message>
    <message>
        <source>No room</source>
        <translation>无房间</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>缓慢</translation>
    </message>
    <message>
        <source>%1
Another peer bears this nick too: look at the ID and the address.</source>
        <translation>%1
另有节点使用相同的昵称：请核对 ID 和地址。</translation>
    </message>
    <message>
        <source>%1, port %2</source>
        <translation>%1，端口 %2</translation>
    </message>
    <message>
        <source>nick borne by several, ID %1</source>
        <translation>昵称有重复，ID %1</translation>
    </message>
    <message>
        <source>room %1</source>
        <translation>房间 %1</translation>
    </message>
    <message>
        <source>connected for %1</source>
        <translation>已连接 %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Last minute: %1 to %2 messages per second, %3 in the last second</source>
        <translation>最近一分钟：每秒 %1 至 %2 条消息，最近一秒 %3 条</translation>
    </message>
    <message>
        <source>Joined: it has said who it is.</source>
        <translation>已加入：已表明身份。</translation>
    </message>
    <message>
        <source>Not joined: connected, but it has said nothing yet.</source>
        <translation>未加入：已连接，但尚未发送任何消息。</translation>
    </message>
    <message>
        <source>Refused: it was put out and came back. It stays connected, and nobody hears it.
The page Refused lets it in again.</source>
        <translation>已拒绝：它被移出后又回来了。连接保持，但没有人能听到它。
可在“已拒绝”页面中允许它重新加入。</translation>
    </message>
    <message>
        <source>Not known yet: several protocols begin with silence.
Its first message, or the address it connects to, tells which one it speaks.</source>
        <translation>尚不知道：有几种协议开始时不发送任何消息。
它的第一条消息或所连接的地址会表明它使用哪种协议。</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>以及另外 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1
ID %2</source>
        <translation>%1
ID %2</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>尚不知道</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>every interface</source>
        <translation>所有网络接口</translation>
    </message>
    <message>
        <source>Copy error</source>
        <translation>复制错误信息</translation>
    </message>
    <message>
        <source>Port %1 is already in use by another program, or by another Signalbox.</source>
        <translation>端口 %1 已被其他程序或另一个 Signalbox 占用。</translation>
    </message>
    <message>
        <source>This user may not listen on port %1. Ports below 1024 are for the system.</source>
        <translation>当前用户无权监听端口 %1。1024 以下的端口由系统保留。</translation>
    </message>
    <message>
        <source>This computer does not have the address %1.</source>
        <translation>本机没有地址 %1。</translation>
    </message>
    <message>
        <source>%1 is not an IP address.</source>
        <translation>%1 不是 IP 地址。</translation>
    </message>
    <message>
        <source>The hub cannot listen on %1, port %2: %3</source>
        <translation>中枢无法监听 %1，端口 %2：%3</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Use next free port</source>
        <translation>使用下一个空闲端口</translation>
    </message>
    <message>
        <source>Use port %1</source>
        <translation>使用端口 %1</translation>
    </message>
    <message>
        <source>Listen on all interfaces</source>
        <translation>监听所有网络接口</translation>
    </message>
    <message>
        <source>Only this computer can reach the hub: no network is connected.</source>
        <translation>只有本机能访问中枢：没有连接任何网络。</translation>
    </message>
</context>
<context>
    <name>RoomMenu</name>
    <message>
        <source>Show only &amp;this room</source>
        <translation>仅显示此房间(&amp;T)</translation>
    </message>
    <message>
        <source>Show only one of its &amp;rooms</source>
        <translation>仅显示它的某个房间(&amp;R)</translation>
    </message>
</context>
<context>
    <name>Signalbox::Actions</name>
    <message>
        <source>&amp;Start hub</source>
        <translation>启动中枢(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Copy hub address</source>
        <translation>复制中枢地址(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Kick…</source>
        <translation>移出(&amp;K)…</translation>
    </message>
    <message>
        <source>Kick &amp;now, with the last reason</source>
        <translation>以上次的原因立即移出(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>复制行(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;ID</source>
        <translation>复制 ID(&amp;I)</translation>
    </message>
    <message>
        <source>Copy a&amp;ddress</source>
        <translation>复制地址(&amp;D)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>筛选(&amp;F)</translation>
    </message>
    <message>
        <source>Cl&amp;ear filter</source>
        <translation>清除筛选(&amp;E)</translation>
    </message>
    <message>
        <source>Clear &amp;log</source>
        <translation>清空日志(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Peers</source>
        <translation>节点(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Rooms</source>
        <translation>房间(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>下一个窗格(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious pane</source>
        <translation>上一个窗格(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Signalbox</source>
        <translation>关于 Signalbox(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Stop hub</source>
        <translation>停止中枢(&amp;S)</translation>
    </message>
    <message>
        <source>The hub is stopping</source>
        <translation>中枢正在停止</translation>
    </message>
    <message>
        <source>The hub is not listening</source>
        <translation>中枢未在监听</translation>
    </message>
    <message>
        <source>No peer is selected</source>
        <translation>没有选中节点</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>&amp;Pause messages</source>
        <translation>暂停消息(&amp;P)</translation>
    </message>
    <message>
        <source>Clear &amp;messages</source>
        <translation>清空消息(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Messages</source>
        <translation>消息(&amp;M)</translation>
    </message>
    <message>
        <source>The messages are not shown</source>
        <translation>没有显示消息页</translation>
    </message>
    <message>
        <source>Connect a c&amp;lient…</source>
        <translation>连接客户端(&amp;L)…</translation>
    </message>
    <message>
        <source>Let &amp;in again</source>
        <translation>允许重新加入(&amp;I)</translation>
    </message>
    <message>
        <source>Copy &amp;name</source>
        <translation>复制名称(&amp;N)</translation>
    </message>
    <message>
        <source>Re&amp;fused</source>
        <translation>已拒绝(&amp;F)</translation>
    </message>
    <message>
        <source>Nobody who is refused is selected</source>
        <translation>未选择任何已拒绝者</translation>
    </message>
</context>
<context>
    <name>Signalbox::Appearance</name>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
</context>
<context>
    <name>Signalbox::ConnectDialog</name>
    <message>
        <source>Connect a client</source>
        <translation>连接客户端</translation>
    </message>
    <message>
        <source>Clients, by their dialect</source>
        <translation>按协议排列的客户端</translation>
    </message>
    <message>
        <source>%1, with %2</source>
        <comment>a dialect and a client</comment>
        <translation>%1，使用 %2</translation>
    </message>
    <message>
        <source>The address this client is told</source>
        <translation>提供给此客户端的地址</translation>
    </message>
    <message>
        <source>A small program that works</source>
        <translation>可直接运行的小程序</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy &amp;snippet</source>
        <translation>复制示例(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>地址(&amp;A)：</translation>
    </message>
    <message>
        <source>&amp;Example:</source>
        <translation>示例(&amp;E)：</translation>
    </message>
    <message>
        <source>Copy &amp;URL</source>
        <translation>复制地址(&amp;U)</translation>
    </message>
</context>
<context>
    <name>Signalbox::KickDialog</name>
    <message numerus="yes">
        <source>Kick %Ln peer(s)</source>
        <translation>
            <numerusform>移出 %Ln 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>No reason</source>
        <translation>无原因</translation>
    </message>
    <message>
        <source>Reason, which the peer is told</source>
        <translation>原因（会告知节点）</translation>
    </message>
    <message>
        <source>&amp;Reason, which the peer is told:</source>
        <translation>原因（会告知节点）(&amp;R)：</translation>
    </message>
    <message>
        <source>Kick</source>
        <translation>移出</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>以及另外 %Ln 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other peer(s) look the same: put them out too</source>
        <translation>
            <numerusform>另有 %Ln 个节点看起来相同：一并移出</numerusform>
        </translation>
    </message>
    <message>
        <source>For how long it is refused</source>
        <translation>拒绝多长时间</translation>
    </message>
    <message>
        <source>10 minutes</source>
        <translation>10 分钟</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>Until the hub stops</source>
        <translation>直到中枢停止</translation>
    </message>
    <message>
        <source>Do not refuse</source>
        <translation>不拒绝</translation>
    </message>
    <message>
        <source>Refuse it &amp;for:</source>
        <translation>拒绝时长(&amp;F)：</translation>
    </message>
    <message numerus="yes">
        <source>%Ln peer(s) cannot be refused: nothing tells them from others at their address. They can come back at once.</source>
        <translation>
            <numerusform>无法拒绝 %Ln 个节点：无法将其与同一地址的其他节点区分开。它可以立即回来。</numerusform>
        </translation>
    </message>
    <message>
        <source>Who is kicked can come back at once; many programs do so by themselves.</source>
        <translation>被移出者可以立即回来；许多程序会自动重新连接。</translation>
    </message>
    <message>
        <source>Known again by %1. Who comes back stays connected, but nobody hears it; the page Refused lets it in again.</source>
        <translation>凭%1识别。回来后连接保持，但没有人能听到它；可在“已拒绝”页面中允许它重新加入。</translation>
    </message>
    <message>
        <source>Known again by what its protocol tells, and by its address. Who comes back stays connected, but nobody hears it; the page Refused lets it in again.</source>
        <translation>凭其协议提供的信息和地址识别。回来后连接保持，但没有人能听到它；可在“已拒绝”页面中允许它重新加入。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them cannot be refused: nothing tells them from others.</source>
        <translation>
            <numerusform>其中 %Ln 个无法拒绝：无法将其与其他节点区分开。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::Kicking</name>
    <message>
        <source>The owner of this hub has put you out.</source>
        <translation>中枢的主人已将你移出。</translation>
    </message>
    <message>
        <source>They had already left.</source>
        <translation>对方已经离开。</translation>
    </message>
    <message>
        <source>Kicked %1.</source>
        <translation>已移出 %1。</translation>
    </message>
    <message numerus="yes">
        <source>Kicked %Ln peer(s).</source>
        <translation>
            <numerusform>已移出 %Ln 个节点。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Let %Ln in again.</source>
        <translation>
            <numerusform>已允许 %Ln 个重新加入。</numerusform>
        </translation>
    </message>
    <message>
        <source>Kicked %1. Refused: %2.</source>
        <comment>a name and a time</comment>
        <translation>已移出 %1。拒绝时长：%2。</translation>
    </message>
    <message numerus="yes">
        <source>Kicked %Ln peer(s). Refused: %1.</source>
        <comment>a time</comment>
        <translation>
            <numerusform>已移出 %Ln 个节点。拒绝时长：%1。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::LogModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>%1 (×%2)</source>
        <comment>a sentence, and how often that happened</comment>
        <translation>%1（×%2）</translation>
    </message>
    <message>
        <source>The hub listens on port %1</source>
        <translation>中枢正在监听端口 %1</translation>
    </message>
    <message>
        <source>The hub has stopped</source>
        <translation>中枢已停止</translation>
    </message>
</context>
<context>
    <name>Signalbox::LogPane</name>
    <message>
        <source>Filter the log</source>
        <translation>筛选日志</translation>
    </message>
    <message>
        <source>Filter: part of a line</source>
        <translation>筛选：行中的文字</translation>
    </message>
    <message>
        <source>Clear log</source>
        <translation>清空日志</translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>Log, %Ln line(s)</source>
        <translation>
            <numerusform>日志，%Ln 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::MainWindow</name>
    <message>
        <source>&amp;Hub</source>
        <translation>中枢(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>H&amp;elp</source>
        <translation>帮助(&amp;L)</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>已复制 %1</translation>
    </message>
    <message numerus="yes">
        <source>Stop and disconnect %Ln peer(s)?</source>
        <translation>
            <numerusform>要停止中枢并断开 %Ln 个节点吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message numerus="yes">
        <source>Quit and disconnect %Ln peer(s)?</source>
        <translation>
            <numerusform>要退出并断开 %Ln 个节点吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>Signalbox::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>Signalbox::PeerPane</name>
    <message>
        <source>&amp;Columns</source>
        <translation>列(&amp;C)</translation>
    </message>
    <message>
        <source>Filter peers</source>
        <translation>筛选节点</translation>
    </message>
    <message>
        <source>order held</source>
        <translation>顺序已固定</translation>
    </message>
    <message>
        <source>Rows keep their places while you point or type</source>
        <translation>移动指针或按键时，各行保持原位</translation>
    </message>
    <message>
        <source>Kick the selected peers</source>
        <translation>移出选中的节点</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln peer(s)</source>
        <translation>
            <numerusform>%Ln 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Peers, %Ln row(s)</source>
        <translation>
            <numerusform>节点，%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>No peer matches</source>
        <translation>没有符合的节点</translation>
    </message>
    <message>
        <source>The filter or the chosen room leaves no peer over.</source>
        <translation>筛选条件或所选房间中没有节点。</translation>
    </message>
    <message>
        <source>Show all peers</source>
        <translation>显示所有节点</translation>
    </message>
    <message>
        <source>The hub is not running</source>
        <translation>中枢未运行</translation>
    </message>
    <message>
        <source>Nobody can connect until it is started.</source>
        <translation>启动之后，其他人才能连接。</translation>
    </message>
    <message>
        <source>Start hub</source>
        <translation>启动中枢</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>Nobody is connected yet</source>
        <translation>还没有节点连接</translation>
    </message>
    <message>
        <source>Filter: words, or room:red dialect:peerjs state:slow</source>
        <translation>筛选：关键词，或 room:red dialect:peerjs state:slow</translation>
    </message>
    <message>
        <source>Open %1 in a browser on another device in this network.
Programs connect to the same host and port: see Connect a client.</source>
        <translation>在此网络中另一台设备的浏览器里打开 %1。
程序连接到相同的主机和端口：参见“连接客户端”。</translation>
    </message>
</context>
<context>
    <name>Signalbox::RefusalModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Known by</source>
        <translation>识别依据</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Came back</source>
        <comment>how often somebody who is refused tried to come back</comment>
        <translation>返回次数</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <comment>how many times</comment>
        <translation>%1 次</translation>
    </message>
    <message>
        <source>refused: %1</source>
        <comment>for how long</comment>
        <translation>拒绝：%1</translation>
    </message>
    <message numerus="yes">
        <source>came back %Ln time(s)</source>
        <translation>
            <numerusform>返回 %Ln 次</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>Signalbox::RefusedPane</name>
    <message>
        <source>Filter the refused</source>
        <translation>筛选已拒绝者</translation>
    </message>
    <message>
        <source>Filter: part of a name, an address or a reason</source>
        <translation>筛选：名称、地址或原因的一部分</translation>
    </message>
    <message>
        <source>Let the selected ones in again</source>
        <translation>允许所选者重新加入</translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>已拒绝 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>Refused, %Ln row(s)</source>
        <translation>
            <numerusform>已拒绝，%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody is refused</source>
        <translation>没有被拒绝者</translation>
    </message>
    <message>
        <source>Who is kicked appears here for as long as it is not to come back, and can be let in again before that.</source>
        <translation>被移出者在不得返回期间显示在此处，也可以提前允许其重新加入。</translation>
    </message>
    <message>
        <source>Nobody who is refused matches</source>
        <translation>没有匹配的已拒绝者</translation>
    </message>
</context>
<context>
    <name>Signalbox::RoomModel</name>
    <message>
        <source>All peers</source>
        <translation>所有节点</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln peer(s)</source>
        <translation>
            <numerusform>%1，%Ln 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a room and its dialect</comment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln refused</source>
        <translation>
            <numerusform>%1，%Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::RoomPane</name>
    <message numerus="yes">
        <source>Rooms, %Ln entries</source>
        <translation>
            <numerusform>房间，%Ln 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::ShareBar</name>
    <message>
        <source>Start or stop the hub</source>
        <translation>启动或停止中枢</translation>
    </message>
    <message>
        <source>Copy hub address</source>
        <translation>复制中枢地址</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>中枢的地址</translation>
    </message>
    <message>
        <source>not listening</source>
        <translation>未在监听</translation>
    </message>
    <message>
        <source>All addresses of the hub</source>
        <translation>中枢的所有地址</translation>
    </message>
    <message>
        <source>this computer only</source>
        <translation>仅限本机</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在监听</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>有问题</translation>
    </message>
    <message>
        <source>Connect a client</source>
        <translation>连接客户端</translation>
    </message>
</context>
<context>
    <name>Signalbox::StatusLine</name>
    <message numerus="yes">
        <source>%Ln peer(s)</source>
        <translation>
            <numerusform>%Ln 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln room(s)</source>
        <translation>
            <numerusform>%Ln 个房间</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 msg/s</source>
        <comment>messages per second</comment>
        <translation>%1 条/秒</translation>
    </message>
    <message>
        <source>%1 relayed</source>
        <comment>messages</comment>
        <translation>已转发 %1 条</translation>
    </message>
    <message>
        <source>up %1</source>
        <translation>已运行 %1</translation>
    </message>
</context>
<context>
    <name>Signalbox::TrafficModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>From</source>
        <translation>发送方</translation>
    </message>
    <message>
        <source>To</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>%1 more: too many at once to be shown</source>
        <comment>messages</comment>
        <translation>另有 %1 条：一次太多，未显示</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>中枢</translation>
    </message>
    <message numerus="yes">
        <source>%Ln peer(s)</source>
        <translation>
            <numerusform>%Ln 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a room, and how many in it got the message</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>text</source>
        <comment>kind of a message without a type</comment>
        <translation>文本</translation>
    </message>
    <message>
        <source>%1, %2 to %3: %4, %5</source>
        <comment>time, sender, receiver, kind, size</comment>
        <translation>%1，%2 发给 %3：%4，%5</translation>
    </message>
</context>
<context>
    <name>Signalbox::TrafficPane</name>
    <message>
        <source>Filter the messages</source>
        <translation>筛选消息</translation>
    </message>
    <message>
        <source>Filter: part of a name or of a message</source>
        <translation>筛选：名称或消息的一部分</translation>
    </message>
    <message>
        <source>The selected message</source>
        <translation>选中的消息</translation>
    </message>
    <message>
        <source>Select a message to read all of it</source>
        <translation>选择一条消息以查看全文</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在接收</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Paused, %1 waiting</source>
        <comment>messages</comment>
        <translation>已暂停，%1 条待显示</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>还没有消息</translation>
    </message>
    <message>
        <source>What peers say, and what they are told, appears here while this page is shown.</source>
        <translation>显示此页期间，节点发出和收到的消息会出现在这里。</translation>
    </message>
    <message>
        <source>No message matches the filter</source>
        <translation>没有符合筛选条件的消息</translation>
    </message>
    <message numerus="yes">
        <source>Messages, %Ln line(s)</source>
        <translation>
            <numerusform>消息，%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
</context>
</TS>
