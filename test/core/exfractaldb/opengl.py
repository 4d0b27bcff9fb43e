"""Draws clouds of points with OpenGL on Mesa's software renderer, without a window, as the released renderer of MV-FractalDB sets it up.

Takes a folder with `views.json`, a list of {points, size, direction, up}: a file beside it of x, y, z in turn as
doubles, the side of the picture in px, and where the camera looks to and what is up. Writes each picture beside it as
`N.grey`, its rows from the lowest, and prints the renderer's name. The camera is 4 from the origin and looks at it.
"""

import ctypes
import json
import os
import sys

os.environ["PYOPENGL_PLATFORM"] = "osmesa"

import numpy  # noqa: E402
from OpenGL import GL, osmesa  # noqa: E402

VERTEX = """#version 410
uniform mat4 projection;
uniform mat4 view;
layout(location = 0) in vec3 point;
void main() { gl_Position = projection * view * vec4(point, 1.0); }"""
FRAGMENT = """#version 410
out vec4 colour;
void main() { colour = vec4(1.0); }"""

single = numpy.float32


def start():
    """A context of the compatibility profile, in which a point is the pixel that it lies in, and the program in use."""
    wanted = {osmesa.OSMESA_FORMAT: osmesa.OSMESA_RGBA, osmesa.OSMESA_DEPTH_BITS: 16}
    wanted |= {osmesa.OSMESA_PROFILE: osmesa.OSMESA_COMPAT_PROFILE}
    wanted |= {osmesa.OSMESA_CONTEXT_MAJOR_VERSION: 4, osmesa.OSMESA_CONTEXT_MINOR_VERSION: 1}
    flat = [number for pair in wanted.items() for number in pair] + [0]
    context = osmesa.OSMesaCreateContextAttribs((ctypes.c_int * len(flat))(*flat), None)
    window = (ctypes.c_ubyte * 4)()
    osmesa.OSMesaMakeCurrent(context, window, GL.GL_UNSIGNED_BYTE, 1, 1)
    program = GL.glCreateProgram()
    for kind, source in ((GL.GL_VERTEX_SHADER, VERTEX), (GL.GL_FRAGMENT_SHADER, FRAGMENT)):
        shader = GL.glCreateShader(kind)
        GL.glShaderSource(shader, [source])
        GL.glCompileShader(shader)
        GL.glAttachShader(program, shader)
    GL.glLinkProgram(program)
    if not GL.glGetProgramiv(program, GL.GL_LINK_STATUS):
        raise SystemExit(GL.glGetProgramInfoLog(program))
    GL.glUseProgram(program)
    GL.glBindVertexArray(GL.glGenVertexArrays(1))
    GL.glBindBuffer(GL.GL_ARRAY_BUFFER, GL.glGenBuffers(1))
    GL.glEnableVertexAttribArray(0)
    GL.glVertexAttribPointer(0, 3, GL.GL_FLOAT, False, 0, ctypes.c_void_p(0))
    GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, GL.glGenFramebuffers(1))
    GL.glBindRenderbuffer(GL.GL_RENDERBUFFER, GL.glGenRenderbuffers(1))
    return program, context, window


def projection():
    """Perspective of 45°, near 1, far 100; matrices are by columns, in single precision."""
    matrix = numpy.zeros((4, 4), single)
    matrix[0, 0] = matrix[1, 1] = single(1) / numpy.tan(single(numpy.pi / 4) / single(2))
    matrix[2, 2] = -single(101) / single(99)
    matrix[2, 3] = -1
    matrix[3, 2] = -single(200) / single(99)
    return matrix


def look_at(direction, up):
    direction, up = numpy.array(direction, single), numpy.array(up, single)
    eye = direction * single(-4)
    forward = unit(-eye)
    right = unit(cross(forward, up))
    above = cross(right, forward)
    matrix = numpy.eye(4, dtype=single)
    matrix[:3, 0], matrix[:3, 1], matrix[:3, 2] = right, above, -forward
    matrix[3, :3] = -dot(right, eye), -dot(above, eye), dot(forward, eye)
    return matrix


def dot(a, b):
    return (a[0] * b[0] + a[1] * b[1]) + a[2] * b[2]


def unit(a):
    return a * (single(1) / numpy.sqrt(dot(a, a)))


def cross(a, b):
    return numpy.array([a[1] * b[2] - b[1] * a[2], a[2] * b[0] - b[2] * a[0], a[0] * b[1] - b[0] * a[1]], single)


def draw(program, points, size, view):
    GL.glRenderbufferStorage(GL.GL_RENDERBUFFER, GL.GL_RGB, size, size)
    renderbuffer = GL.glGetIntegerv(GL.GL_RENDERBUFFER_BINDING)
    GL.glFramebufferRenderbuffer(GL.GL_FRAMEBUFFER, GL.GL_COLOR_ATTACHMENT0, GL.GL_RENDERBUFFER, renderbuffer)
    GL.glViewport(0, 0, size, size)
    for name, matrix in (("projection", projection()), ("view", view)):
        GL.glUniformMatrix4fv(GL.glGetUniformLocation(program, name), 1, False, matrix)
    GL.glBufferData(GL.GL_ARRAY_BUFFER, points.nbytes, points, GL.GL_STATIC_DRAW)
    GL.glClearColor(0, 0, 0, 0)
    GL.glClear(GL.GL_COLOR_BUFFER_BIT)
    GL.glPointSize(1)
    GL.glDrawArrays(GL.GL_POINTS, 0, len(points))
    GL.glPixelStorei(GL.GL_PACK_ALIGNMENT, 1)
    rgb = GL.glReadPixels(0, 0, size, size, GL.GL_RGB, GL.GL_UNSIGNED_BYTE)
    return numpy.frombuffer(rgb, numpy.uint8)[::3]


folder = sys.argv[1]
with open(os.path.join(folder, "views.json")) as file:
    views = json.load(file)
program, context, window = start()
for number, view in enumerate(views):
    points = numpy.fromfile(os.path.join(folder, view["points"]), "<f8").astype(single).reshape(-1, 3)
    grey = draw(program, points, view["size"], look_at(view["direction"], view["up"]))
    grey.tofile(os.path.join(folder, f"{number}.grey"))
print(json.dumps({"renderer": GL.glGetString(GL.GL_RENDERER).decode(), "pictures": len(views)}))
